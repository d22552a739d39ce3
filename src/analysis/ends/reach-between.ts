import type { Engine, Reach } from '../../engine';
import { TrafficSet } from '../../sets';
import type { NamedEnd } from './ends';

/** What may pass between two named ends; `differ`: their pods are not all judged alike. */
interface NamedReach extends Reach {
  readonly differ: boolean;
}

/**
 * What passes between every pod of the source and every pod of the destination. Where pods of one end are judged differently, only what
 * all pairs allow is allowed, only what all deny is denied, and the rest is unknown. A pod always reaches itself.
 */
export function reachBetween(engine: Engine, source: NamedEnd, destination: NamedEnd): NamedReach {
  let allowed = TrafficSet.ALL;
  let possible = TrafficSet.NONE;
  const distinct = new Set<string>();
  for (const reach of engine.between(source, destination)) {
    distinct.add(`${reach.allowed.toString()}|${reach.unknown.toString()}`);
    allowed = allowed.intersect(reach.allowed);
    possible = possible.union(reach.allowed).union(reach.unknown);
  }
  return { allowed: distinct.size === 0 ? TrafficSet.NONE : allowed, unknown: possible.subtract(allowed), differ: distinct.size > 1 };
}
