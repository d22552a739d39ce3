import type { JudgedEnd } from './connections';
import type { Traffic } from './traffic';

/** Traffic between two ends for which an agent deviates from the specification. */
export interface DeviatingPair {
  /** `opens`: the specification denies it. `closes`: the specification allows it. */
  readonly kind: 'opens' | 'closes';
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly traffic: Traffic;
}

/** How an agent deviates from the specification: all pairs counted, a few of them shown. */
export interface Deviations {
  /** Pairs with traffic that the agent allows and the specification denies. */
  readonly opens: number;
  /** Pairs with traffic that the agent denies and the specification allows. */
  readonly closes: number;
  readonly examples: readonly DeviatingPair[];
}
