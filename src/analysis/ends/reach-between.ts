import type { Engine, Reach } from '../../engine';
import { AGENTS, VerdictName } from '../../model';
import { Address, PortSet, Protocol, TrafficSet } from '../../sets';
import { carriedTargets } from './carried';
import { forwardOf } from './named-end';
import type { Forward, NamedEnd } from './named-end';
import { verdictPassedOn } from './passed-on';
import { reachesOfCall } from './service-calls';

/** What may pass between two named ends; `differ`: their pods are not all judged alike. */
interface NamedReach extends Reach {
  readonly differ: boolean;
}

/**
 * What passes between every pod of the source and every pod of the destination. Where pods of one end are judged differently, only what
 * all pairs allow is allowed, only what all deny is denied, and the rest is unknown. A pod always reaches itself. Calls to a port of a Service
 * are judged where they arrive.
 */
export function reachBetween(engine: Engine, source: NamedEnd, destination: NamedEnd): NamedReach {
  const { forwards } = destination;
  if (forwards === undefined) return directReach(engine, source, destination);
  let reach = ownReach(engine, source, destination);
  for (const forward of forwards.filter(({ targets }) => targets.length > 0)) reach = withForward(engine, source, destination, forward, reach);
  return reach;
}

/** What passes to the pods or the address themselves, nothing passed on. */
function directReach(engine: Engine, source: NamedEnd, destination: NamedEnd): NamedReach {
  return combined(engine.between(source, destination));
}

/** What is the same for all of several pairs. */
function combined(reaches: readonly Reach[]): NamedReach {
  let allowed = TrafficSet.ALL;
  let possible = TrafficSet.NONE;
  const distinct = new Set<string>();
  for (const reach of reaches) {
    distinct.add(`${reach.allowed.key}|${reach.unknown.key}`);
    allowed = allowed.intersect(reach.allowed);
    possible = possible.union(reach.allowed).union(reach.unknown);
  }
  return { allowed: distinct.size === 0 ? TrafficSet.NONE : allowed, unknown: possible.subtract(allowed), differ: distinct.size > 1 };
}

/** What passes to the ports that are not passed on. No pod gets what is sent to other ports of a Service, but it may be let out. */
function ownReach(engine: Engine, source: NamedEnd, destination: NamedEnd): NamedReach {
  const { dialled, address = dialled } = destination;
  if (address === undefined || source.address !== undefined) return { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE, differ: false };
  const reach = directReach(engine, source, { ...destination, positions: [], address });
  return dialled === undefined ? reach : { allowed: TrafficSet.NONE, unknown: reach.allowed.union(reach.unknown), differ: false };
}

function withForward(engine: Engine, source: NamedEnd, destination: NamedEnd, forward: Forward, before: NamedReach): NamedReach {
  const one = TrafficSet.of(forward.protocol, PortSet.single(forward.port));
  const { allowed, unknown } = before;
  const verdict = forwardVerdict(engine, source, destination, forward);
  return {
    allowed: verdict === 'allowed' ? allowed.union(one) : allowed.subtract(one),
    unknown: verdict === 'unknown' ? unknown.union(one) : unknown.subtract(one),
    differ: before.differ,
  };
}

/** The verdict on a call to a port that is passed on. */
export function forwardVerdict(
  engine: Engine, source: NamedEnd, destination: NamedEnd, forward: Forward,
): VerdictName {
  const { service, protocol, port, targets } = forward;
  const carried = carriedTargets(engine, source, destination, targets);
  if (carried.length === 0) return 'denied';
  const verdicts = new Set(carried.map(({ end, port: target, always }) => {
    const ofCall = reachesOfCall(engine, source, end, service.replace('Service ', ''));
    const verdict = verdictOf(ofCall === undefined ? directReach(engine, source, end) : combined(ofCall), protocol, target);
    return !always && verdict === 'allowed' ? 'unknown' : verdict;
  }));
  if (verdicts.size === 1 && verdicts.has('allowed')) return asPassedOn(engine, source, destination, { ...forward, targets: carried }, 'allowed');
  const someOpen = verdicts.size !== 1 || !verdicts.has('denied');
  const direct = someOpen || isLetOutUntranslated(engine, source, destination, { protocol, port, targets }) ? 'unknown' : 'denied';
  return asPassedOn(engine, source, destination, { ...forward, targets: carried }, direct);
}

/** The verdict on a call as it is passed on. `direct`: the one on the same packet, sent by the source to where it arrives. */
export function asPassedOn(
  engine: Engine, source: NamedEnd, { dialled, address = dialled, holders }: NamedEnd, forward: Pick<Forward, 'protocol' | 'port' | 'targets' | 'passedOnBy'>,
  direct: VerdictName,
): VerdictName {
  const { protocol, port } = forward;
  if (forward.passedOnBy === undefined) return direct;
  const sentTo = (called: Address) =>
    verdictOf(directReach(engine, source, { label: '', positions: [], address: called, ...(holders && { holders }) }), protocol, port);
  const sent = source.address !== undefined ? 'allowed' : address === undefined ? 'unknown' : sentTo(address);
  const isTranslated = seesTranslated(engine, source);
  return verdictPassedOn(engine, source, { ...forward, direct, sent, isTranslated, ...(address && { called: address }) });
}

/**
 * Whether an agent that looks at a packet before a Service is translated may let it through: a block that holds the address of the Service
 * lets it out, and a pod behind it lets it in.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function isLetOutUntranslated(
  engine: Engine, source: NamedEnd, { dialled }: NamedEnd, { protocol, port, targets }: Pick<Forward, 'protocol' | 'port' | 'targets'>,
): boolean {
  if (dialled === undefined || source.address !== undefined || seesTranslated(engine, source)) return false;
  if (verdictOf(directReach(engine, source, { label: '', positions: [], address: dialled }), protocol, port) === 'denied') return false;
  return targets.some(({ end, port: target }) => mayEnter(engine, source, end, protocol, target));
}

/** Whether the agent that judges what leaves some pods sees calls of Services translated, as each agent with policies of its own does. */
function seesTranslated(engine: Engine, { positions }: NamedEnd): boolean {
  const { ofWorkload } = engine.classes;
  const isOfAgent = (position: number) => engine.applications('egress', ofWorkload[position]).some(({ policy }) => policy.language?.set === AGENTS);
  return engine.profile.calls === 'translated' || (positions.length > 0 && positions.every(isOfAgent));
}

function mayEnter(engine: Engine, source: NamedEnd, target: NamedEnd, protocol: Protocol, port: number): boolean {
  const { ofWorkload } = engine.classes;
  return target.address !== undefined || target.positions.some((position) => source.positions.some((from) =>
    engine.outcome(engine.entry('ingress', ofWorkload[position], ofWorkload[from])).mayAllow.contains(protocol, port)));
}

/** The verdict that a reach gives one packet. */
export function verdictOf({ allowed, unknown }: Reach, protocol: Protocol, port: number): VerdictName {
  return allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
}

/** Where one packet arrives: the destination itself, or where its port is passed on to. */
export function arrivalsOf(destination: NamedEnd, protocol: Protocol, port: number): readonly { readonly end: NamedEnd; readonly port: number }[] {
  const targets = forwardOf(destination, protocol, port)?.targets ?? [];
  return targets.length > 0 || destination.dialled !== undefined ? targets : [{ end: destination, port }];
}
