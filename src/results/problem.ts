import type { Position } from '../model';

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
