import type { NamedPort, RuleTraffic } from '../model';
import { TrafficSet } from '../sets';
import { compact } from './manifest';

const NONE: readonly NamedPort[] = [];
const MAX_SHARED = 10_000;
const SHARED = new Map<string, readonly NamedPort[]>();
const NUMBERED = new WeakMap<TrafficSet, RuleTraffic>();

/** Everything that a rule can be about. */
export const ALL_TRAFFIC: RuleTraffic = ruleTraffic(TrafficSet.ALL, NONE);
/** Nothing at all. */
export const NO_TRAFFIC: RuleTraffic = ruleTraffic(TrafficSet.NONE, NONE);

/** What a rule is about. Large inputs repeat few such lists very often: up to a bound they are kept once. */
export function ruleTraffic(fixed: TrafficSet, named: readonly NamedPort[]): RuleTraffic {
  return named.length === 0 ? numbered(fixed) : { fixed, named: shared(named) };
}

function numbered(fixed: TrafficSet): RuleTraffic {
  let traffic = NUMBERED.get(fixed);
  if (traffic === undefined) NUMBERED.set(fixed, (traffic = { fixed, named: NONE }));
  return traffic;
}

function shared(named: readonly NamedPort[]): readonly NamedPort[] {
  const key = named.length === 1 ? `${named[0].protocol} ${named[0].name}` : JSON.stringify(named);
  let known = SHARED.get(key);
  if (known === undefined) {
    known = compact(named);
    if (SHARED.size < MAX_SHARED) SHARED.set(key, known);
  }
  return known;
}
