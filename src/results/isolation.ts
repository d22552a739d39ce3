import type { TrafficDirection } from './enums';

/** A policy that selects a workload. */
export interface TouchingPolicy {
  /** The direction that this is about; a policy of both directions is listed twice. */
  readonly direction: TrafficDirection;
  /** Whether it denies what no rule allows. */
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
  /** Whether a policy isolates the ingress of its pods. */
  readonly ingressIsolated: boolean;
  /** Whether a policy isolates the egress of its pods. */
  readonly egressIsolated: boolean;
  /** The policies that select its pods. */
  readonly policies: TouchingPolicy[];
  /** What is often misread here, in words. */
  readonly notes: string[];
}
