import type { Exception } from '../analysis/expectations';
import type { FindingsOptions } from './findings';
import type { TableOptions } from './matchers';
import type { JudgingOptions } from './subject';

/**
 * The matchers, as `expect` has them. What is expected of: an app or chart, manifests as objects or text, paths, or a list of these.
 *
 * An end is `namespace/name`, `namespace/name[Kind]`, `namespace/*` for every workload of a namespace, or an address.
 */
export interface NetfenceMatchers<R> {
  /** Every source reaches every destination on this protocol and port; without one, on some traffic. */
  toReach(source: string, destination: string, traffic?: string, options?: JudgingOptions): R;
  /** Nothing passes between the two, in either direction. */
  toBeIsolatedFrom(some: string, others: string, options?: JudgingOptions): R;
  /** The source reaches these, and nothing else, outside the cluster included. */
  toOnlyReach(source: string, exceptions: readonly Exception[], options?: JudgingOptions): R;
  /** The destination is reached by these, and by nobody else, outside the cluster included. */
  toBlockAllExcept(destination: string, exceptions: readonly Exception[], options?: JudgingOptions): R;
  /** No rule of `netfence check` finds an error or a warning. */
  toHaveNoFindings(options?: FindingsOptions): R;
  /** The table of who reaches whom is the one of the snapshot. */
  toMatchReachability(hint?: string, options?: TableOptions): R;
}
