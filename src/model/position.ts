/** A place in an input file. */
export interface Position {
  /** The file as the user named it; `-` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}
