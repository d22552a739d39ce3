/**
 * Words that sources, pages and messages do not use, with what to write instead: `npm run lint` and `test/structure/words.test.ts` read this table.
 *
 * They are invented, archaic or literary, or they compete with a term of the field (see docs/glossary.md). A single word is looked for in
 * identifiers, too: `strangerCount` has the word `stranger`. A phrase is looked for in running text.
 */
export interface BannedWord {
  /** Lower case; every form is listed. */
  readonly words: readonly string[];
  readonly instead: string;
}

export const BANNED_WORDS: readonly BannedWord[] = [
  { words: ['stranger', 'strangers'], instead: 'representative pod' },
  { words: ['study', 'studies'], instead: 'session (AnalysisSession)' },
  { words: ['crowd', 'crowds'], instead: 'group (WhatIfGroup)' },
  { words: ['twin', 'twins'], instead: 'matched workload' },
  { words: ['quirk', 'quirks'], instead: 'CNI deviation' },
  { words: ['sweep', 'sweeps'], instead: 'pair scan' },
  { words: ['seat', 'seats'], instead: 'node position' },
  { words: ['chatter', 'hopeless'], instead: 'noise line; aborted' },
  { words: ['nobody', 'somebody', 'everybody'], instead: 'no pod, no address, no one; some pod; all peers' },
  { words: ['whoever', 'whomever', 'whosoever'], instead: 'any user who, anyone who' },
  { words: ['wear', 'wears', 'worn', 'wearing'], instead: 'has (a label)' },
  { words: ['perhaps'], instead: 'possible, possibly, may' },
  { words: ['surely'], instead: 'definite, definitely' },
  { words: ['mend', 'mends', 'mended', 'mending'], instead: 'fix' },
  { words: ['hops'], instead: 'adjacency; steps' },
  { words: ['departure', 'departures'], instead: 'deviation' },
  { words: ['asides'], instead: 'notices' },
  { words: ['closings'], instead: 'cut edges' },
  { words: ['fell over', 'falls over'], instead: 'threw an error' },
  { words: ['had a say', 'has a say'], instead: 'contributed to the verdict' },
  { words: ['bears on', 'bear on'], instead: 'applies to' },
  { words: ['no matter of'], instead: 'not subject to' },
  { words: ['the words of the api', 'the words of the apis'], instead: 'the specification' },
  { words: ['ran to their end', 'runs to its end'], instead: 'completed' },
  { words: ['wrong use'], instead: 'usage error' },
  { words: ['heed', 'heeds', 'heeded'], instead: 'apply, evaluate' },
  { words: ['lest', 'nought', 'tidings', 'hitherto', 'herein', 'whence', 'thence'], instead: 'a word of everyday English' },
  { words: ['nice to have'], instead: 'optional' },
  { words: ['left alone'], instead: 'not changed' },
];

/** Names that users rely on, and so stay: they are taken out of a text before it is searched. */
export const KEPT_NAMES: readonly string[] = ['unworn-namespace-label', 'unwornNamespaceLabel', 'UNWORN_NAMESPACE_LABEL', 'port-nobody-listens-on', 'PORT_NOBODY_LISTENS_ON', '--hops', '{ hops: ', 'BlastOptions.property.hops', '>hops<', '`hops`<sup>', 'name="hops"', 'readonly hops: number', 'name: \'hops\'', 'has(\'hops\')', 'value(\'hops\')', 'readonly hops?', 'LeftAlone', 'leftAlone'];
