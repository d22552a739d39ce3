import type { Reach } from '../../../engine';
import { TrafficSet } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { Masks } from './masks';

/** What an invariant demands of a connection, by the exceptions that apply to its ends (the numbers of `masks`). */
export interface Demand {
  readonly invariant: Resolved;
  readonly masks: Masks;
  readonly traffic: Map<number, TrafficSet>;
  readonly judged: WeakMap<Reach, Map<number, Judgement>>;
}

export interface Judgement {
  readonly broken: TrafficSet;
  readonly undetermined: TrafficSet;
  /** Whether anything is demanded. */
  readonly applies: boolean;
}

export function demandOf(invariant: Resolved, masks: Masks): Demand {
  return { invariant, masks, traffic: new Map(), judged: new WeakMap() };
}

/** The traffic that the invariant covers where these exceptions apply. */
export function trafficFor({ invariant, masks, traffic }: Demand, mask: number): TrafficSet {
  let set = traffic.get(mask);
  if (set === undefined) {
    set = invariant.except.reduce((rest, item, i) => (masks.has(mask, i) ? rest.subtract(item.traffic) : rest), invariant.statement.traffic);
    traffic.set(mask, set);
  }
  return set;
}

export function judge(demand: Demand, reach: Reach, mask: number): Judgement {
  let known = demand.judged.get(reach);
  if (known === undefined) demand.judged.set(reach, (known = new Map()));
  let judgement = known.get(mask);
  if (judgement === undefined) known.set(mask, (judgement = compute(demand, reach, mask)));
  return judgement;
}

function compute(demand: Demand, { allowed, unknown }: Reach, mask: number): Judgement {
  const traffic = trafficFor(demand, mask);
  const broken = demand.invariant.statement.demand === 'never' ? traffic.intersect(allowed) : traffic.subtract(allowed).subtract(unknown);
  return { broken, undetermined: traffic.intersect(unknown), applies: !traffic.isEmpty() };
}
