import { BASES } from './bases';

/** What is written into a document: characters and words that some readers of YAML take in another way than others. */
const TOKENS: readonly string[] = [
  '\t', '\t', '\t', ' ', '  ', '\n', '\n\n', '\t\n', '\n\t', '\n \t\n', ' \t', '\t ', '\r', '\r\n', '\ufeff', '\u00a0', '\u0085', '\u2028', '\0', '\x07',
  ':', ': ', ' :', ':\n', '\n:', ',', ', ', ',,', '[', ']', '{', '}', '[]', '{}', '- ', '-', '--', '\n-', '\n- x', '? ', '\n? x\n: y\n',
  '#', ' #', ' # c', '\t# c', '\n# c\n', '\n\t# c\n', '\n  # c\n', '//', '\n---\n', '\n---', '--- ', '--- # c\n', '---\t\n', '--- x\n', '---#\n', '----\n', ' ---\n', '\n ---\n',
  '\n...\n', '...', '... # c\n', '... x\n', '%YAML 1.1\n', '%YAML 1.2\n---\n', '%TAG ! tag:x,2000:\n---\n',
  '"', '\'', '""', '\'\'', '\\', '\\n', '\\x41', '\\/', '\\u00e9', '|', '>', '|-\n', '>-\n', '|2\n', '&a ', '*a', '*a ', '!', '!!str ', '!!int ', '!x ', '<<: ',
  '@', '`', '%', '=', '~', 'null', 'yes', '0', '1', '08', '1e3', 'x', 'x: y', '\nx: y\n', '\n  x: y\n', '{{ .x }}', '${X}', '\u{1f600}', 'é', '\x7f', '\u200b',
];

/** A stream of numbers from 0 to 1 that is the same in each run. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Documents with one to three changes each. */
export function mutatedDocuments(count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]) => list[below(list.length)];
  const lines = (text: string, change: (all: string[], at: number) => void) => {
    const all = text.split('\n');
    change(all, below(all.length));
    return all.join('\n');
  };
  const insert = (text: string, at: number, token: string) => text.slice(0, at) + token + text.slice(at);
  const changes: readonly ((text: string) => string)[] = [
    (text) => insert(text, below(text.length + 1), one(TOKENS)),
    (text) => insert(text, below(text.length + 1), one(TOKENS)),
    (text) => lines(text, (all, at) => { all[at] = one(TOKENS) + all[at]; }),
    (text) => lines(text, (all, at) => { all[at] += one(TOKENS); }),
    (text) => lines(text, (all, at) => { all[at] = all[at].replace(/^( *)/, (blanks) => blanks + one(TOKENS)); }),
    (text) => lines(text, (all, at) => { all[at] = all[at].replace(/(: *)/, (colon) => (random() < 0.5 ? colon + one(TOKENS) : one(TOKENS) + colon)); }),
    (text) => lines(text, (all, at) => all.splice(at, 1)),
    (text) => lines(text, (all, at) => all.splice(at, 0, one(all))),
    (text) => lines(text, (all, at) => all.splice(at, 0, ' '.repeat(below(5)) + one(TOKENS))),
    (text) => lines(text, (all, at) => { all[at] = all[at].replace(/^ */, (blanks) => ' '.repeat(Math.max(0, blanks.length + below(5) - 2))); }),
    (text) => lines(text, (all, at) => { all[at] = all[at].replace(/^ +/, (blanks) => (random() < 0.5 ? '\t' : `${blanks.slice(1)}\t`)); }),
    (text) => lines(text, (all, at) => all.splice(at, 2, `${all[at]}${one([' ', '', '\t'])}${all[at + 1] ?? ''}`)),
    (text) => { const at = below(text.length); return text.slice(0, at) + text.slice(at + 1); },
    (text) => { const at = below(text.length); return text.slice(0, at) + one(TOKENS) + text.slice(at + 1); },
    (text) => { const at = below(text.length); return text.slice(0, at) + text.slice(at + below(20)); },
    (text) => text.replace(/([{[,:]) /g, (found, mark: string) => (random() < 0.3 ? mark + one(['\t', '\n', '\n\t', ' \t', '\n# c\n', ' # c\n', '']) : found)),
    (text) => `${one(TOKENS)}${text}`,
    (text) => text.trimEnd(),
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => `${text}${one(['', '---\n', '--- \n', '\ufeff', '---\n\ufeff', '...\n', '\n\n', '---\n# c\n'])}${one(BASES)}`,
  ];
  return Array.from({ length: count }, () => {
    let text = one(BASES);
    for (let left = 1 + below(3); left > 0; left--) text = one(changes)(text);
    return text;
  });
}
