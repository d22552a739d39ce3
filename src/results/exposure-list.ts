/** What is open between a workload and those that are not in the input. */
export interface ExposureLine {
  readonly workload: string;
  readonly peer: string;
  readonly traffic: string;
}

/** The exposure section of a list. */
export interface ExposureList {
  readonly egress: readonly ExposureLine[];
  readonly ingress: readonly ExposureLine[];
  /** Sentences. */
  readonly unprotected: readonly string[];
}
