import type { Verdict } from '../../model';
import type { DecidingRule } from '../../results/deciding-rule';

/** One end of a judged connection: a workload by its label, or addresses outside the cluster. */
export type JudgedEnd = string | { readonly addresses: readonly string[] };

/** Traffic between two ends that has one verdict. */
export interface VerdictLine {
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly verdict: Verdict;
  readonly traffic: string;
  /** Why it is unknown. */
  readonly reasons?: readonly string[];
  readonly rules: readonly DecidingRule[];
}
