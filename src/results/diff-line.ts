import type { JudgedEnd } from './connections';
import type { Traffic } from './traffic';

/** A line of the compatible form: what passes between two ends in either state; addresses are one range. */
export interface DiffLine {
  readonly type: 'changed' | 'added' | 'removed';
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly before: Traffic;
  readonly after: Traffic;
  /** `workload A and B added`; empty where both states have both ends. */
  readonly workloads: string;
}
