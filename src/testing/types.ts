import type { Exception } from '../analysis';
import type { FindingsOptions } from './findings';
import type { AdmittingOptions } from './flows';
import type { TableOptions } from './matchers';
import type { ProvingOptions, Statable } from './proofs';
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
  /** The destination is reached by these, and by nothing else, outside the cluster included. */
  toBlockAllExcept(destination: string, exceptions: readonly Exception[], options?: JudgingOptions): R;
  /** Every invariant (values, or paths of files) is proved, for all pods that exist and all that could. */
  toSatisfyInvariants(invariants: Statable | readonly Statable[], options?: ProvingOptions): R;
  /** The same. For a predicate, what Vitest and others call by this name: the predicate says yes. */
  toSatisfy(invariants: Statable | readonly Statable[], options?: ProvingOptions): R;
  toSatisfy(predicate: (received: any) => boolean, message?: string): R;
  /** Every connection of recorded flows (paths of files, or text) that was not denied at the time passes. */
  toAdmitFlows(flows: string | readonly string[], options?: AdmittingOptions): R;
  /** No rule of `netfence check` finds an error or a warning. */
  toHaveNoFindings(options?: FindingsOptions): R;
  /** The table of who reaches whom is the one of the snapshot. */
  toMatchReachability(hint?: string, options?: TableOptions): R;
}
