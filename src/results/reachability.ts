import type { DecidingRule } from './deciding-rule';
import type { Isolation } from './enums';
import type { NeededFact } from './needed-fact';
import type { Traffic } from './traffic';

/** The verdict on a connection. Unknown is never isolated: something that the input or the API leaves open decides it. */
export enum Verdict {
  /** Every packet passes. */
  ALLOWED = 'allowed',
  /** No packet passes. */
  DENIED = 'denied',
  /** It depends: on the network agent, or on something that was not understood. */
  UNKNOWN = 'unknown',
}

/** A workload of the input: the pods of one owner. */
export interface WorkloadInfo {
  /** `namespace/name[Kind]`. */
  readonly label: string;
  /** The namespace of its pods. */
  readonly namespace: string;
  /** The owner's name; for a pod without owner, its own. */
  readonly name: string;
  /** The owner's kind; `Pod` for a pod without owner. */
  readonly kind: string;
  /** How many pods, replicas counted. */
  readonly pods: number;
  /** Whether a policy definitely isolates the ingress of each of its pods: only what a rule allows comes in. */
  readonly ingressIsolated: boolean;
  /** Whether a policy definitely isolates the egress of each of its pods: only what a rule allows goes out. */
  readonly egressIsolated: boolean;
  /** The same for ingress, with what is true of some pods only, or is not known. */
  readonly ingressIsolation: Isolation;
  /** The same for egress, with what is true of some pods only, or is not known. */
  readonly egressIsolation: Isolation;
}

/** What passes from one end to another. */
export interface Reachability {
  /** `namespace/name[Kind]`, or an address or range of addresses. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address or range of addresses. */
  readonly destination: string;
  /** The traffic that is definitely allowed: `TCP 8080`, `SCTP 1-65535,TCP 80,443`, `All Connections` or `No Connections`. */
  readonly allowed: Traffic;
  /** The undetermined traffic, in the same form. */
  readonly unknown: Traffic;
  /** Why something is unknown; empty when nothing is. */
  readonly reasons: string[];
}

/** The answer to one question. */
export interface Answer {
  /** The verdict on the packet. */
  readonly verdict: Verdict;
  /** Why it is unknown; empty when it is not. */
  readonly reasons: string[];
  /** The facts that would settle what is unknown; empty where no fact would. */
  readonly needs: NeededFact[];
  /** What decided, the source's end first. */
  readonly rules: DecidingRule[];
}

/** How large the input and the analysis are. */
export interface AnalysisStatistics {
  /** How many namespaces the input names. */
  readonly namespaces: number;
  /** How many workloads: the pods of one owner are one. */
  readonly workloads: number;
  /** Replicas counted. */
  readonly pods: number;
  /** How many policies affect reachability, those that could not be read included. */
  readonly policies: number;
  /** Ordered pairs of different pods between which some traffic is definitely allowed. */
  readonly allowedPairs: number;
  /** Ordered pairs between which nothing is definitely allowed, but something may be. */
  readonly unknownPairs: number;
  /** Ordered pairs between which nothing passes. */
  readonly deniedPairs: number;
}
