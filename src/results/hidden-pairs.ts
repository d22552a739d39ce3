/**
 * Where what a compatible form shows is not what is certain; counted in ordered pairs of workloads, and of workloads and the addresses outside
 * in one direction.
 */
export interface HiddenPairs {
  /** Not shown, and something is unknown. */
  readonly unknown: number;
  /** Not shown, and what passes is known. */
  readonly allowed: number;
  /** Shown with traffic that is not certain to pass. */
  readonly more: number;
  /** Shown without all of the traffic that may pass. */
  readonly less: number;
  /** Why; with each reason the number of pairs that it concerns. */
  readonly reasons: ReadonlyMap<string, number>;
}
