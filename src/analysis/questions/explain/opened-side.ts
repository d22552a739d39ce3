import type { AllowingRule, OverridingEncoder, OverridingRule, TieredRule } from '../../../dialects';
import type { Direction, Policy, Rule } from '../../../model';
import type { Address } from '../../../sets';
import type { Meant } from '../../what-if/labels';

/** The other end of a rule, and what it is called. */
export type PeerEnd = { readonly namespace: string; readonly meant: Meant } | { readonly address: Address };

/** A rule that a dialect writes, once it has a name. */
interface Written<R> {
  readonly encoder: { readonly encode: (rule: R) => object };
  readonly rule: Omit<R, 'name'>;
}

/** One end that a change opens: by a new policy, or by one more rule in a policy that already isolates the same pods. */
export interface OpenedSide {
  readonly direction: Direction;
  readonly namespace: string;
  /** Absent where `extended` names the pods. */
  readonly pods?: Meant;
  readonly extended?: Policy;
  readonly peer: PeerEnd;
  readonly rule: Rule;
  readonly added?: Policy;
  /** The policy of a tier that opens it, where one denies. */
  readonly tiered?: Written<TieredRule>;
  /** The policy in an agent's own language that opens it, where only such policies isolate. */
  readonly own?: Written<AllowingRule>;
  /** The policy of an administrator that opens it, where one denies. */
  readonly admin?: { readonly encoder: OverridingEncoder; readonly rule: Omit<OverridingRule, 'name'> };
}
