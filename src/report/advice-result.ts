/** A connection of the record that an advice is about. */
export interface AdvisedFlow {
  readonly source: string;
  readonly destination: string;
  /** `TCP 8080`. */
  readonly traffic: string;
  readonly records: number;
}

/** A wanted connection that the advice does not admit, and why. */
export interface MissedFlow extends AdvisedFlow {
  readonly why: readonly string[];
  /** Ids of the invariants that forbid it. */
  readonly forbiddenBy: readonly string[];
}

/** One rule of an advice. */
export interface AdvisedRule {
  readonly direction: 'egress' | 'ingress';
  readonly namespace: string;
  /** The policy that it is part of. */
  readonly policy: string;
  /** The pods of the policy, and the other end, in words. */
  readonly pods: string;
  readonly peer: string;
  readonly traffic: string;
  /** The evidence. */
  readonly reason: string;
  /** What a person should look at before it is used. */
  readonly check: readonly string[];
}

/** What was checked of the manifests that an advice shows, once they were loaded together with the input. */
export interface AdviceProof {
  /** Wanted connections that pass, of all wanted ones. */
  readonly admitted: number;
  readonly wanted: number;
  /** Pairs of ends that were compared before and after. */
  readonly compared: number;
  /** What is open and no rule of the advice says so. */
  readonly outside: readonly string[];
  /** What passed before the advice, and does not with it. */
  readonly closed: readonly string[];
  /** Why not everything could be compared. */
  readonly unchecked: readonly string[];
  readonly invariants: readonly { readonly id: string; readonly before: string; readonly after: string }[];
}

/** The smallest change that admits recorded traffic. */
export interface Advice {
  readonly files: readonly { readonly file: string; readonly format?: string }[];
  /** Namespaces that get a fence. */
  readonly fences: readonly string[];
  readonly rules: readonly AdvisedRule[];
  /** A chart; empty where nothing is to be done. */
  readonly typescript: string;
  /** The manifests that the chart writes. */
  readonly yaml: string;
  /** Wanted connections that pass without a change. */
  readonly already: number;
  /** Connections that the record shows as denied, and that were not asked for. */
  readonly notWanted: number;
  readonly missed: readonly MissedFlow[];
  readonly remarks: readonly string[];
  readonly proof: AdviceProof;
}

/** Whether an advice does all that was asked for. */
export function isComplete({ missed, proof }: Advice): boolean {
  return missed.length === 0 && proof.outside.length === 0 && proof.closed.length === 0 && proof.unchecked.length === 0
    && proof.invariants.every(({ before, after }) => after === 'proved' || after === before);
}
