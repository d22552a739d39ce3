import type { End, Engine, NodeRelation, Reach } from '../../engine';
import { Address, TrafficSet } from '../../sets';
import type { Study } from '../session/study';
import type { NamedEnd } from './ends';

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
  for (const reach of reaches(study, engine, source, destination)) {
    distinct.add(`${reach.allowed.toString()}|${reach.unknown.toString()}`);
    allowed = allowed.intersect(reach.allowed);
    possible = possible.union(reach.allowed).union(reach.unknown);
  }
  return { allowed: distinct.size === 0 ? TrafficSet.NONE : allowed, unknown: possible.subtract(allowed), differ: distinct.size > 1 };
}

const EVERYTHING: Reach = { allowed: TrafficSet.ALL, unknown: TrafficSet.NONE };

/** What passes between the pods of both ends, pods that are judged alike once. */
function* reaches(study: Study, engine: Engine, source: NamedEnd, destination: NamedEnd): Generator<Reach> {
  if (isOnePod(study, source, destination)) {
    yield EVERYTHING;
  } else if (source.address === undefined && destination.address === undefined) {
    for (const from of classesOf(engine, source)) for (const to of classesOf(engine, destination)) yield engine.reach(from, to);
  } else if (destination.address !== undefined) {
    for (const [from, node] of seatsOf(study, engine, source, destination.address)) yield engine.reach(from, destination.address, node);
  } else {
    for (const [to, node] of seatsOf(study, engine, destination, source.address!)) yield engine.reach(source.address!, to, node);
  }
}

/** A single pod asked about itself. */
function isOnePod(study: Study, source: NamedEnd, destination: NamedEnd): boolean {
  const [position, ...others] = source.positions;
  return others.length === 0 && position !== undefined && destination.positions.length === 1 && destination.positions[0] === position
    && study.decoded.cluster.workloads[position].replicas <= 1;
}

function classesOf(engine: Engine, end: NamedEnd): ReadonlySet<number> {
  return new Set(end.positions.map((position) => engine.classes.ofWorkload[position]));
}

/** The classes of an end, or the other end's address, and whether that address is the one of the pod's own node. */
function seatsOf(study: Study, engine: Engine, end: NamedEnd, address: Address): Iterable<[End, NodeRelation]> {
  const { nodes, workloads } = study.decoded.cluster;
  const holders = new Set(nodes.filter((node) => node.addresses.some(({ value }) => value === address.value)).map((node) => node.name));
  const seats = new Map<string, [End, NodeRelation]>();
  for (const position of end.positions) {
    const { node } = workloads[position];
    const of = engine.classes.ofWorkload[position];
    const relation: NodeRelation = node === undefined ? 'perhaps-own' : holders.has(node) ? 'own' : 'other';
    seats.set(`${of} ${relation}`, [of, relation]);
  }
  return end.address === undefined ? seats.values() : [[end.address, 'other']];
}
