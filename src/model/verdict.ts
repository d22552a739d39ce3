import type { Position } from './position';

/** What becomes of a connection. `unknown` is never printed or counted as isolated. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** A thing that was not fully understood, or that the reader should know about the input. */
export interface Problem {
  /** Stable, lower case, with dashes. */
  readonly code: string;
  /** What, got, allowed, fix. */
  readonly message: string;
  /** `error`: the input was not fully understood (exit code 3). `warning`: it was, but reads oddly. */
  readonly severity: 'error' | 'warning';
  readonly position?: Position;
}
