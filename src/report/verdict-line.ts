import type { Verdict } from '../model';

/** One end of a judged connection: a workload by its label, or addresses outside the cluster. */
export type JudgedEnd = string | { readonly addresses: readonly string[] };

/** A rule, or a policy as a whole, that had a say in a verdict. */
export interface Decider {
  /** `egress` = at the source, `ingress` = at the destination. */
  readonly direction: string;
  readonly effect: string;
  /** `NetworkPolicy production/api` */
  readonly policy: string;
  /** `spec.ingress[0]`; absent where the policy as a whole has the effect. */
  readonly field?: string;
  readonly file?: string;
  readonly line?: number;
  /** Why the rule exists, in its author's words. */
  readonly reason?: string;
}

/** Traffic between two ends that has one verdict. */
export interface VerdictLine {
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly verdict: Verdict;
  readonly traffic: string;
  /** Why it is unknown. */
  readonly reasons?: readonly string[];
  readonly rules: readonly Decider[];
}
