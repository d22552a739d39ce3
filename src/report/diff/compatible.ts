import { INGRESS_CONTROLLER, type JudgedEnd } from '../../results/connections';
import type { DiffLine } from '../../results/diff-line';
import { escapeCsv, escapeText } from '../../text/escape';

/** One line a pair; without any, nothing, not even the title. `names`: what the two states are called. */
export function* renderCompatibleDiff(lines: readonly DiffLine[], names: readonly [string, string] = ['dir1', 'dir2']): Generator<string> {
  if (lines.length > 0) yield 'Connectivity diff:\n';
  for (const { type, source, destination, before, after, workloads } of inOrder(lines)) {
    const info = workloads === '' ? '' : `, workloads-diff-info: ${escapeText(workloads)}`;
    yield `diff-type: ${type}, source: ${escapeText(source)}, destination: ${escapeText(destination)}, ${names[0]}: ${before}, ${names[1]}: ${after}${info}\n`;
  }
}

/** The same as a table for a spreadsheet. */
export function* renderCompatibleDiffCsv(lines: readonly DiffLine[]): Generator<string> {
  if (lines.length > 0) yield 'diff-type,source,destination,dir1,dir2,workloads-diff-info\n';
  for (const line of inOrder(lines)) yield `${[line.type, line.source, line.destination, line.before.text, line.after.text, line.workloads].map(escapeCsv).join(',')}\n`;
}

type ShownLine = Omit<DiffLine, 'source' | 'destination'> & { readonly source: string; readonly destination: string };

const TYPES: readonly DiffLine['type'][] = ['changed', 'added', 'removed'];

/** Changed, added, removed, each by its ends; what comes through Ingress and Route behind all others. */
function inOrder(lines: readonly DiffLine[]): ShownLine[] {
  const keyed = lines.map((line) => {
    const [source, destination] = [endText(line.source), endText(line.destination)];
    const rank = (source === INGRESS_CONTROLLER ? TYPES.length : 0) + TYPES.indexOf(line.type);
    return { rank, key: `${source}, destination: ${destination}`, line: { ...line, source, destination } };
  });
  return keyed.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line);
}

function endText(end: JudgedEnd): string {
  return typeof end === 'string' ? end : `${end.addresses.ranges.join()}[External]`;
}
