import type { Outcome } from './outcome';

/** What differs between two outcomes, in a few lines; absent where nothing does. */
export function difference(stock: Outcome, ours: Outcome): string | undefined {
  if (stock.error === undefined && /\[(?:object-twice|object-name|file-twice|dependency-self)\]/.test(ours.error ?? '')) return undefined;
  if (stock.error !== ours.error) return `error\n  stock: ${stock.error}\n  ours:  ${ours.error}`;
  if (stock.yaml !== ours.yaml) return `yaml: ${firstLine(stock.yaml ?? '', ours.yaml ?? '')}`;
  for (const name of new Set([...Object.keys(stock.files), ...Object.keys(ours.files)])) {
    const [a, b] = [stock.files[name], ours.files[name]];
    if (a === undefined || b === undefined) return `file ${name} is ${a === undefined ? 'ours only' : 'of the stock app only'}`;
    if (a !== b) return `file ${name}: ${firstLine(a, b)}`;
  }
  return undefined;
}

function firstLine(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  const line = at < 0 ? left.length : at;
  return `line ${line + 1}\n  stock: ${JSON.stringify(left[line])}\n  ours:  ${JSON.stringify(right[line])}`;
}
