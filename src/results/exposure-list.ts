import type { TrafficSet } from '../sets';

/** Traffic with the port names that no pod is there to resolve. */
export interface NamedTraffic {
  readonly traffic: TrafficSet;
  /** `TCP http`; ` http` where the rule names no protocol. */
  readonly names: ReadonlySet<string>;
}

/** What is open between a workload and those that are not in the input. */
export interface ExposureLine {
  readonly workload: string;
  readonly peer: string;
  readonly traffic: NamedTraffic;
}

/** A workload that no policy selects in one direction. */
export interface UnprotectedWorkload {
  readonly workload: string;
  readonly direction: 'egress' | 'ingress';
}

/** The exposure section of a list. */
export interface ExposureList {
  readonly egress: readonly ExposureLine[];
  readonly ingress: readonly ExposureLine[];
  /** Workloads that no policy selects, by direction. */
  readonly unprotected: readonly UnprotectedWorkload[];
}
