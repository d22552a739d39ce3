import type { AddressSet } from './address-set';
import type { CauseKind, EdgeChange, Isolation, OutsideEnd, TrafficDirection } from './enums';
import type { Exposure } from './exposure';
import type { Traffic } from './traffic';

/** A change of the input that something follows from. */
export interface ChangeCause {
  /** Whether a policy or a workload was added, removed or changed. */
  readonly what: CauseKind;
  /** `NetworkPolicy production/api`, or `production/api[Deployment]`. */
  readonly label: string;
  /** What about it changed: `spec.ingress[1] added`. */
  readonly details: string[];
  /**
   * The file, as it was named: of the new state, or of the old one where something is gone.
   *
   * @default - the input has no files
   */
  readonly file?: string;
  /**
   * The line, from 1.
   *
   * @default - the input has no files
   */
  readonly line?: number;
}

/** Traffic between two groups of ends that changed in the same way for every pair. */
export interface ChangedEdges {
  /** How the traffic differs. */
  readonly kind: EdgeChange;
  /** `namespace/name[Kind]` of workloads; empty where addresses are the source. Workloads that are in both lists make no pair with themselves. */
  readonly sources: string[];
  /** `namespace/name[Kind]` of workloads; empty where addresses are the destination. */
  readonly destinations: string[];
  /** Whether the pairs are the pods of each workload among themselves. */
  readonly withinWorkloads: boolean;
  /** Which end is addresses outside the cluster. */
  readonly outside: OutsideEnd;
  /**
   * The addresses of that end.
   *
   * @default - neither end is outside the cluster
   */
  readonly addresses?: AddressSet;
  /** What was definitely allowed before. */
  readonly before: Traffic;
  /** What is definitely allowed now. */
  readonly after: Traffic;
  /** What was unknown before. */
  readonly beforeUnknown: Traffic;
  /** What is unknown now. */
  readonly afterUnknown: Traffic;
  /** What was denied before and is allowed now. */
  readonly opened: Traffic;
  /** What was allowed before and is denied now. */
  readonly closed: Traffic;
  /** What may have been opened: denied before and unknown now, or unknown before and allowed now. */
  readonly possiblyOpened: Traffic;
  /** What may have been closed: allowed before and unknown now, or unknown before and denied now. */
  readonly possiblyClosed: Traffic;
  /** Workloads of these pairs that only one state has: `workload production/api[Deployment] added`. */
  readonly workloads: string[];
  /** What it follows from. */
  readonly causes: ChangeCause[];
  /** The larger, the more dangerous; 0 where nothing was or may have been opened. */
  readonly danger: number;
}

/** A workload whose isolation differs. */
export interface IsolationChange {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** The direction that this is about. */
  readonly direction: TrafficDirection;
  /** Whether it is definitely isolated now. */
  readonly isolated: boolean;
  /** What is known of it before. */
  readonly before: Isolation;
  /** What is known of it now. */
  readonly after: Isolation;
}

/** What is open to pods that do not exist yet, in one of two states only. */
export interface ExposureChange {
  /** Whether it is open now; otherwise it was open before. */
  readonly isNew: boolean;
  /** What is open, and to whom. */
  readonly exposure: Exposure;
}

/** What differs between two states. */
export interface ReachabilityDiff {
  /** The most dangerous first. */
  readonly edges: ChangedEdges[];
  /** The pods whose isolation changed. */
  readonly isolation: IsolationChange[];
  /** The workloads that only the new state has, by label. */
  readonly addedWorkloads: string[];
  /** The workloads that only the old state has, by label. */
  readonly removedWorkloads: string[];
  /** All changes of policies, whether anything follows from them or not. */
  readonly policies: ChangeCause[];
  /** Pods and namespaces that do not exist yet: what is newly open to them, then what no longer is. */
  readonly exposure: ExposureChange[];
  /** What to mind while the change is rolled out. */
  readonly notes: string[];
}
