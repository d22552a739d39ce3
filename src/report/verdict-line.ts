import type { Verdict } from '../model';

/** One end of a judged connection: a workload by its label, or addresses outside the cluster. */
export type JudgedEnd = string | { readonly addresses: readonly string[] };

/** A rule, or a policy as a whole, that had a part in a verdict. */
export interface Decider {
  readonly direction: 'ingress' | 'egress';
  /** `NetworkPolicy production/api` */
  readonly policy: string;
  /** `spec.ingress[0]`; absent where the policy decides by selecting. */
  readonly rule?: string;
  readonly file?: string;
  readonly line?: number;
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
