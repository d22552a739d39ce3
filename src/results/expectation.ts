import type { VerdictName } from '../model';
import type { JudgedEnd } from './connections';
import type { Traffic } from './traffic';

/** Whether a statement holds; unknown where the API or the input leaves it open. */
type Truth = 'yes' | 'no' | 'unknown';

/** Traffic between two ends that is evidence for or against a statement. */
export interface Evidence {
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly verdict: VerdictName;
  readonly traffic: Traffic;
}

/** The result of a statement about reachability. */
export interface ExpectationResult {
  readonly truth: Truth;
  /** What makes it false, or unknown; of what is true, what shows it. */
  readonly evidence: readonly Evidence[];
}
