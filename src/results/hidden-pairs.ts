/** Pairs that a compatible form does not show although traffic may pass. */
export interface HiddenPairs {
  /** Ordered pairs of workloads, and of workloads and the addresses outside in one direction. */
  readonly pairs: number;
  /** Why the pairs are unknown; with each reason the number of pairs that it concerns. */
  readonly reasons: ReadonlyMap<string, number>;
}
