import type { Exposure } from './exposure';

/** The exposure of all workloads that were asked for, and whether a part of it may be missing. */
export interface Exposures {
  readonly lines: readonly Exposure[];
  /** Why some pods that could be created were not examined. */
  readonly incomplete?: string;
  /** How many of the workloads were asked until there were as many lines as were wanted. @default - all of them were */
  readonly limited?: { readonly asked: number; readonly workloads: number };
  /** Where the lines are about pods that are assumed, because the input has no workloads: the policies that such pods cannot judge. */
  readonly notJudged?: readonly string[];
}
