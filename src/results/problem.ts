import type { Position, Problem } from '../model';

/** Something about the input that was not understood, or that reads oddly. */
export interface InputProblem {
  /** Stable, lower case with dashes. */
  readonly code: string;
  /** What, got, allowed, fix. */
  readonly message: string;
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
export function problemOf({ code, message, severity, position }: Problem): InputProblem {
  return { code, message, isError: severity === 'error', ...(position && { position }) };
}
