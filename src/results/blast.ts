import type { AddressSet } from './address-set';
import type { TargetKind } from './enums';
import type { Traffic } from './traffic';

/** A workload that a compromised pod reaches. */
export interface ReachedWorkload {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** From 1: how many pods have to be taken over on the way, this one counted. */
  readonly hop: number;
  /** The workload from which it is reached first; at hop 1, the compromised one. */
  readonly via: string;
  /** What is definitely allowed from there. */
  readonly traffic: Traffic;
  /** What is possibly allowed from there. */
  readonly unknown: Traffic;
  /** Whether it is reached only where something unknown passes. */
  readonly isUncertain: boolean;
}

/** Addresses outside the cluster that a compromised pod reaches. */
export interface ReachedAddresses {
  /** The addresses. */
  readonly addresses: AddressSet;
  /** What passes; through others, some of it. */
  readonly traffic: Traffic;
  /** Whether the compromised pods themselves reach them; otherwise some pod that can be taken over does. */
  readonly direct: boolean;
}

/** A single target that is worth a name: the metadata service of clouds, the API server. */
export interface ReachedTarget {
  /** What it is. */
  readonly target: TargetKind;
  /** The address, or the range of addresses. */
  readonly address: string;
  /** Steps to the pod that reaches it, from 0: the compromised pod itself. */
  readonly hop: number;
  /** The workload that reaches it. */
  readonly via: string;
  /** The traffic that reaches it: `TCP 8080`. */
  readonly traffic: Traffic;
  /** Whether it is reached only where something unknown passes. */
  readonly isUncertain: boolean;
}

/** An edge whose removal makes the radius smaller. */
export interface CutEdge {
  /** Workloads that are judged alike. */
  readonly sources: string[];
  /** Workloads that are judged alike. */
  readonly destinations: string[];
  /** What passes now. */
  readonly traffic: Traffic;
  /** How many pods are no longer reached without it. */
  readonly pods: number;
}

/** What a compromised pod of a workload reaches, directly and through others. */
export interface BlastRadius {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** Pods that are definitely reached in one step. */
  readonly directPods: number;
  /** Pods that are definitely reached in any number of steps. */
  readonly pods: number;
  /** Pods that are reached where all that is unknown passes; at least `pods`. */
  readonly podsAtWorst: number;
  /** All pods of the cluster but the compromised one. */
  readonly podsOfCluster: number;
  /** The nearest first. */
  readonly workloads: ReachedWorkload[];
  /** The addresses outside the cluster that are reached. */
  readonly outside: ReachedAddresses[];
  /** The pods, nodes and known addresses that are reached, nearest first. */
  readonly targets: ReachedTarget[];
  /** The edges whose removal makes the radius smallest, each by itself. */
  readonly cutEdges: CutEdge[];
}

/** How far one workload reaches, in numbers. */
export interface RadiusSize {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** How many other pods it reaches directly. */
  readonly directPods: number;
  /** How many other pods it reaches, through others too. */
  readonly pods: number;
  /** How many it may reach, where what is unknown counts as open. */
  readonly podsAtWorst: number;
}

/** What a change does to the radius of a workload. */
export interface BlastChange {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** Pods that are reached before the change. */
  readonly podsBefore: number;
  /** Pods that are reached after it. */
  readonly podsAfter: number;
  /** Workloads that are reached now, definitely or possibly, and were not. */
  readonly added: string[];
  /** Workloads that were reached and are no longer. */
  readonly removed: string[];
}
