import type { FlowFormat } from './observation';

/** Of a manifest, which stands behind the record on the command line. */
const MANIFEST = /^\s*"?(apiVersion|kind)"?\s*:/m;

/** What a text of no known form may be, as words for people: the forms, and the one whose words it has. */
export function nearestForm(text: string, formats: readonly FlowFormat[]): string {
  const names = `the forms are ${formats.map(({ name }) => name).join(', ')}`;
  const [best] = formats.map(({ name, words }) => ({ name, found: words.filter((word) => contains(text, word)), of: words.length }))
    .filter(({ found }) => found.length >= 2)
    .sort((a, b) => b.found.length / b.of - a.found.length / a.of);
  if (best !== undefined) return `${names}; most like ${best.name}, with ${best.found.slice(0, 4).map((word) => `\`${word}\``).join(', ')}`;
  return MANIFEST.test(text) ? `${names}; it looks like a manifest, and the record is named first` : names;
}

function contains(text: string, word: string): boolean {
  return new RegExp(`(^|[^A-Za-z0-9_])${word}($|[^A-Za-z0-9_])`, 'm').test(text);
}
