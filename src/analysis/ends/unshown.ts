import type { Engine } from '../../engine';
import type { Direction } from '../../model';
import { Verdict } from '../../results/reachability';
import type { Address, Packet } from '../../sets';
import type { AnalysisSession } from '../session/session';
import { forwardOf, NamedEnd } from './named-end';
import { reachBetween } from './reach-between';

/** Between ends of which the input does not show one: what is possible at each end, and in all. */
export interface UnshownAnswer {
  readonly verdict: Verdict;
  readonly egress: Verdict;
  readonly ingress: Verdict;
  readonly why: string;
}

/**
 * The answer about a Service of which the input does not show where its calls arrive, or which pods it has; `undefined` where it does. It is
 * denied only where the other end exchanges nothing at all, not even with its own node, or the Service has no such port. `packet`: absent = all traffic.
 */
export function unshownAnswer(session: AnalysisSession, source: NamedEnd, destination: NamedEnd, packet?: Packet): UnshownAnswer | undefined {
  const callee = isShown(destination, packet) ? undefined : destination.unshown;
  const unshown = callee ?? (source.positions.length === 0 ? source.unshown : undefined);
  if (unshown === undefined) return undefined;
  const mayLeave = source.unshown !== undefined || mayPass(session.engine(), 'egress', source);
  const arrives = callee === undefined ? mayPass(session.engine(), 'ingress', destination) : mayArrive(callee.ports, packet);
  const verdictOf = (isPossible: boolean) => (isPossible ? Verdict.UNKNOWN : Verdict.DENIED);
  return { why: unshown.why, verdict: verdictOf(mayLeave && arrives), egress: verdictOf(mayLeave), ingress: verdictOf(arrives) };
}

/** Why it is unknown what becomes of a packet to a port that a Service does not serve. `packet`: absent = it serves none. */
export function nothingGets({ label }: NamedEnd, packet: Packet | undefined): string {
  return `the input shows nothing that gets ${packet === undefined ? 'calls' : `${packet.protocol} ${packet.port}`} of the ${label}`;
}

function isShown(end: NamedEnd, packet: Packet | undefined): boolean {
  if (end.unshown === undefined) return true;
  if (packet === undefined) return end.forwards?.some(({ targets }) => targets.length > 0) === true;
  return (forwardOf(end, packet.protocol, packet.port)?.targets.length ?? 0) > 0;
}

function mayArrive(ports: readonly Packet[] | undefined, packet: Packet | undefined): boolean {
  return ports === undefined || ports.some(({ protocol, port }) => packet === undefined || (protocol === packet.protocol && port === packet.port));
}

/** Whether anything may pass at one end of some pods, wherever the other end is; at an address outside, always. */
function mayPass(engine: Engine, direction: Direction, { positions, address }: NamedEnd): boolean {
  if (address !== undefined) return true;
  return positions.some((position) => {
    const number = engine.rowNumber(direction, engine.classes.ofWorkload[position]);
    const { defaultOutcome, outcomes } = engine.row(direction, number);
    const { v4, v6 } = engine.outside(direction, number);
    const all = [defaultOutcome, ...outcomes, ...v4.outcomes, ...v6.outcomes];
    if (all.some((one) => !engine.outcome(one).mayAllow.isEmpty())) return true;
    const inV4 = Array.from(v4.starts, (value): Address => ({ family: 4, value }));
    const inV6 = v6.starts.map((value): Address => ({ family: 6, value }));
    return [...inV4, ...inV6].some((start) => passesOwnNode(engine, direction, position, start));
  });
}

/** A pod behind a Service may be on the network of the node on which the other end runs. */
function passesOwnNode(engine: Engine, direction: Direction, position: number, address: Address): boolean {
  const [pod, node]: NamedEnd[] = [{ label: '', positions: [position] }, { label: '', positions: [], address, holders: ['own-node'] }];
  const { allowed, unknown } = direction === 'egress' ? reachBetween(engine, pod, node) : reachBetween(engine, node, pod);
  return !allowed.isEmpty() || !unknown.isEmpty();
}
