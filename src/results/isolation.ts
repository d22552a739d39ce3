import type { Isolation, TrafficDirection } from './enums';

/** A policy that selects a workload. */
export interface TouchingPolicy {
  /** The direction that this is about; a policy of both directions is listed twice. */
  readonly direction: TrafficDirection;
  /** Whether it definitely isolates each of the pods: what no rule allows is denied. */
  readonly isolates: boolean;
  /** How many of its rules are about this direction. */
  readonly rules: number;
  /** `NetworkPolicy production/api`. */
  readonly policy: string;
  /**
   * The file, as it was named.
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
  /** Why the policy's rules exist, in their authors' words. */
  readonly reasons: string[];
  /** Notes on it, in words. */
  readonly notes: string[];
}

/** Why a workload is isolated, or is not. */
export interface IsolationExplanation {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** Whether a policy definitely isolates the ingress of each of its pods. */
  readonly ingressIsolated: boolean;
  /** Whether a policy definitely isolates the egress of each of its pods. */
  readonly egressIsolated: boolean;
  /** The same for ingress, with what is true of some pods only, or is not known. */
  readonly ingressIsolation: Isolation;
  /** The same for egress, with what is true of some pods only, or is not known. */
  readonly egressIsolation: Isolation;
  /** The policies that select its pods, or may. */
  readonly policies: TouchingPolicy[];
  /** What is often misread here, in words. */
  readonly notes: string[];
}
