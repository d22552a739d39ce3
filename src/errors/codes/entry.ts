/** What a code means and what to do about it, for docs/codes.md. */
export interface CodeEntry {
  /** What is wrong: one sentence. */
  readonly cause: string;
  /** The change to make: one sentence. */
  readonly fix: string;
}

export type CodeTable = Readonly<Record<string, CodeEntry>>;
