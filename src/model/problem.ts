import type { ProblemCode } from '../errors';
import type { PolicyLanguage } from './policy-language';
import type { Position } from './position';

/** Something in the input that was not fully understood, or that the user should know. */
export interface Problem {
  readonly code: ProblemCode;
  /** What is wrong: the value got, the values allowed. */
  readonly message: string;
  /** The change to make. */
  readonly fix?: string;
  /** `error`: the input was not fully understood (exit code 3). `warning`: it was, but reads oddly. */
  readonly severity: 'error' | 'warning';
  readonly position?: Position;
  /** Of the policy that it is about; absent where that goes together with all others. */
  readonly language?: PolicyLanguage;
  /** The agent for which it settles what the policy does: nothing. @default - for none */
  readonly refusedBy?: string;
}
