import type { End, Engine, Reach } from '../engine';
import { TrafficSet } from '../sets';
import type { NamedEnd } from './ends';
import type { Study } from './study';

/** What may pass between two named ends; `differ`: their pods are not all judged alike. */
export interface NamedReach extends Reach {
  readonly differ: boolean;
}

/**
 * What passes between every pod of the source and every pod of the destination. Where pods of one end are judged differently, only what
 * all pairs allow is allowed, only what all deny is denied, and the rest is unknown. A pod always reaches itself.
 */
export function reachBetween(study: Study, engine: Engine, source: NamedEnd, destination: NamedEnd): NamedReach {
  let allowed = TrafficSet.ALL;
  let possible = TrafficSet.NONE;
  const distinct = new Set<string>();
  for (const [from, to] of pairs(study, engine, source, destination)) {
    const reach = from === SELF ? { allowed: TrafficSet.ALL, unknown: TrafficSet.NONE } : engine.reach(from, to);
    distinct.add(`${reach.allowed.toString()}|${reach.unknown.toString()}`);
    allowed = allowed.intersect(reach.allowed);
    possible = possible.union(reach.allowed).union(reach.unknown);
  }
  return { allowed: distinct.size === 0 ? TrafficSet.NONE : allowed, unknown: possible.subtract(allowed), differ: distinct.size > 1 };
}

const SELF = -1;

/** Pairs of classes; for a single pod asked about itself, `SELF`. */
function* pairs(study: Study, engine: Engine, source: NamedEnd, destination: NamedEnd): Generator<[End, End]> {
  const { workloads } = study.decoded.cluster;
  const { ofWorkload } = engine.classes;
  const onePod = source.positions.length === 1 && source.positions[0] === destination.positions[0] && destination.positions.length === 1;
  if (onePod && workloads[source.positions[0]].replicas <= 1) {
    yield [SELF, SELF];
    return;
  }
  const ends = (end: NamedEnd) => new Set<End>(end.address === undefined ? end.positions.map((position) => ofWorkload[position]) : [end.address]);
  for (const from of ends(source)) for (const to of ends(destination)) yield [from, to];
}
