import type { Traffic } from './traffic';

/** A line of the compatible form: what passes between two ends in either state. */
export interface DiffLine {
  readonly type: 'changed' | 'added' | 'removed';
  readonly source: string;
  readonly destination: string;
  readonly before: Traffic;
  readonly after: Traffic;
  /** `workload A and B added`; empty where both states have both ends. */
  readonly workloads: string;
}
