/** Errors that provably change nothing that can be asked. */
export interface Skipped {
  readonly file: string;
  /** The line on which the change starts holds this text. */
  readonly line: string;
  /** Only changes of this text. */
  readonly before?: string;
  /** Only changes of this kind. */
  readonly what?: RegExp;
  readonly why: string;
}

export const SKIPPED: readonly Skipped[] = [];
