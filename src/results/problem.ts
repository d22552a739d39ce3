import type { Position, Problem } from '../model';

/** Something about the input that was not understood, or that reads oddly. */
export interface InputProblem {
  /** A code of docs/codes.md. */
  readonly code: string;
  /** What is wrong: the value got, the values allowed. */
  readonly message: string;
  /**
   * The change to make.
   *
   * @default - the message says it
   */
  readonly fix?: string;
  /** Whether the input was not fully understood because of it. */
  readonly isError: boolean;
  /**
   * Where it is.
   *
   * @default - the problem has no place
   */
  readonly position?: Position;
}

/** A problem of the input as an answer. */
export function problemOf({ code, message, fix, severity, position }: Problem): InputProblem {
  return { code, message, ...(fix !== undefined && { fix }), isError: severity === 'error', ...(position && { position }) };
}
