import type { Reach } from '../../../engine';
import { fail } from '../../../errors';
import type { Direction } from '../../../model';
import { IpSet, parseCidr, PortSet, TrafficSet } from '../../../sets';
import { findEnd, NamedEnd } from '../../ends/ends';
import { outsideReach } from '../../pairs/outside';
import { parsePacket } from '../../ends/packets';
import { reachBetween } from '../../ends/reach-between';
import type { AnalysisSession } from '../../session/session';
import { AddressSet } from '../../../results/address-set';
import type { JudgedEnd } from '../../../results/connections';
import type { Evidence, ExpectationResult } from '../../../results/expectation';
import { Traffic } from '../../../results/traffic';

/** The other end of an exception: an end, or an end with the traffic that it is about. */
export type Exception = string | readonly [end: string, ...traffic: string[]];

/** `namespace/*` is every workload of a namespace; else an end as everywhere. */
export function endsNamed(session: AnalysisSession, text: string): NamedEnd[] {
  const namespace = /^([^/[\]]+)\/\*$/.exec(text)?.[1];
  if (namespace === undefined) return [findEnd(session, text)];
  const found = [...session.identities().values()].filter((identity) => identity.namespace === namespace);
  if (found.length === 0) fail('unknown-workload', `no workload in the namespace \`${namespace}\``, 'correct the name, or add the workloads to what is judged');
  return found.map(({ label, positions }) => ({ label, positions }));
}

/** Whether every source reaches every destination on the packet; without one, on some traffic. */
export function reaches(
  session: AnalysisSession, sources: readonly NamedEnd[], destinations: readonly NamedEnd[], traffic?: string,
): ExpectationResult {
  const packet = traffic === undefined ? undefined : parsePacket(traffic);
  const wanted = packet === undefined ? TrafficSet.ALL : TrafficSet.of(packet.protocol, PortSet.single(packet.port));
  const found: Evidence[] = [];
  for (const source of sources) {
    for (const destination of destinations) {
      if (sources.length * destinations.length > 1 && source.label === destination.label) continue;
      found.push(...evidence(source.label, destination.label, reachBetween(session.engine(), source, destination), wanted));
    }
  }
  return summary(found);
}

/** The three-valued "and": all allowed is yes, all denied is no, and a mixture is no answer either way. */
function summary(found: readonly Evidence[]): ExpectationResult {
  const verdicts = new Set(found.map(({ verdict }) => verdict));
  if (verdicts.size === 1 && verdicts.has('allowed')) return { truth: 'yes', evidence: found };
  if (verdicts.size === 1 && verdicts.has('denied')) return { truth: 'no', evidence: found };
  return { truth: 'unknown', evidence: found };
}

function evidence(source: string, destination: string, reach: Reach, wanted: TrafficSet): Evidence[] {
  const [allowed, unknown] = [reach.allowed.intersect(wanted), reach.unknown.intersect(wanted)];
  const say = (verdict: Evidence['verdict'], traffic: TrafficSet) => ({ source, destination, verdict, traffic: Traffic._of(traffic) });
  if (!allowed.isEmpty()) return [say('allowed', allowed)];
  return unknown.isEmpty() ? [say('denied', wanted)] : [say('unknown', unknown)];
}

/** Whether nothing passes between any two ends of two groups, in either direction. */
export function isolated(session: AnalysisSession, some: readonly NamedEnd[], others: readonly NamedEnd[]): ExpectationResult {
  const found = [...some.flatMap((one) => others.map((other) => [one, other])), ...others.flatMap((other) => some.map((one) => [other, one]))]
    .filter(([source, destination]) => source.label !== destination.label)
    .flatMap(([source, to]) => evidence(source.label, to.label, reachBetween(session.engine(), source, to), TrafficSet.ALL));
  return nothingPasses(found);
}

function nothingPasses(found: readonly Evidence[]): ExpectationResult {
  const open = found.filter(({ verdict }) => verdict === 'allowed');
  if (open.length > 0) return { truth: 'no', evidence: open };
  const unknown = found.filter(({ verdict }) => verdict === 'unknown');
  return unknown.length > 0 ? { truth: 'unknown', evidence: unknown } : { truth: 'yes', evidence: found };
}

/**
 * Whether an end reaches only the exceptions (`egress`), or is reached only by them (`ingress`): each exception is open, everything else is
 * closed, addresses outside included. Of `namespace/*` and of a block, not everyone must be open. Other pods of the same workload are other ends; a pod always reaches itself.
 */
export function only(session: AnalysisSession, direction: Direction, end: NamedEnd, exceptions: readonly Exception[]): ExpectationResult {
  if (end.address !== undefined) fail('no-workload', `\`${end.label}\` is an address outside the cluster, which no policy is about`, 'name a workload');
  const allowances = exceptions.map((exception) => allowanceOf(session, exception));
  const rest = nothingPasses([...amongWorkloads(session, direction, end, allowances), ...outside(session, direction, end, allowances)]);
  if (rest.truth === 'no') return rest;
  const closed: Evidence[] = [];
  for (const { ends, traffic, whole } of allowances) {
    for (const peer of whole ? [] : ends) {
      const [source, destination] = direction === 'egress' ? [end, peer] : [peer, end];
      if (source.label === destination.label) continue;
      const reach = reachBetween(session.engine(), source, destination);
      const parts = traffic.length === 0 ? [TrafficSet.ALL] : traffic;
      closed.push(...parts.flatMap((part) => evidence(source.label, destination.label, reach, part)).filter(({ verdict }) => verdict !== 'allowed'));
    }
  }
  const denied = closed.filter(({ verdict }) => verdict === 'denied');
  if (denied.length > 0) return { truth: 'no', evidence: denied };
  const unknown = [...rest.truth === 'unknown' ? rest.evidence : [], ...closed];
  return unknown.length > 0 ? { truth: 'unknown', evidence: unknown } : { truth: 'yes', evidence: [] };
}

interface Allowance {
  readonly ends: readonly NamedEnd[];
  readonly addresses: IpSet;
  /** Whether it means a group, of which not everyone must be open. */
  readonly whole: boolean;
  /** Each part must be open; none: some traffic must be. */
  readonly traffic: readonly TrafficSet[];
}

function allowanceOf(session: AnalysisSession, exception: Exception): Allowance {
  const [name, ...words] = typeof exception === 'string' ? [exception] : exception;
  const traffic = words.map((word) => parsePacket(word)).map(({ protocol, port }) => TrafficSet.of(protocol, PortSet.single(port)));
  const cidr = parseCidr(name);
  if (cidr !== undefined) return { ends: [], addresses: IpSet.cidr(cidr), whole: true, traffic };
  const ends = endsNamed(session, name);
  const addresses = ends.reduce((set, { address }) => (address === undefined ? set : set.union(IpSet.address(address))), IpSet.NONE);
  return { ends, addresses, whole: name.endsWith('/*'), traffic };
}

/** What an allowance permits to or from some pods: towards a Service, the ports of theirs that its ports lead to. */
function permittedTo(allowance: Allowance, direction: Direction, { label, positions }: NamedEnd): TrafficSet {
  return allowance.ends.reduce((permitted, end) => {
    const isCaller = direction === 'ingress' && end.forwards !== undefined && end.positions.some((position) => positions.includes(position));
    if (end.label === label || isCaller) return permitted.union(sum(allowance));
    const behind = end.forwards?.filter(({ protocol, port }) => sum(allowance).contains(protocol, port)) ?? [];
    const isMeant = (target: NamedEnd) => target.positions.some((position) => positions.includes(position));
    const arriving = behind.flatMap(({ protocol, targets }) =>
      targets.filter((target) => isMeant(target.end)).map(({ port }) => TrafficSet.of(protocol, PortSet.single(port))));
    return arriving.reduce((set, one) => set.union(one), permitted);
  }, TrafficSet.NONE);
}

/** All traffic of an allowance together. */
function sum({ traffic }: Allowance): TrafficSet {
  return traffic.length === 0 ? TrafficSet.ALL : traffic.reduce((set, part) => set.union(part), TrafficSet.NONE);
}

function amongWorkloads(session: AnalysisSession, direction: Direction, end: NamedEnd, allowances: readonly Allowance[]): Evidence[] {
  const { ofWorkload } = session.engine().classes;
  const subjects = new Set(end.positions.map((position) => ofWorkload[position]));
  const found: Evidence[] = [];
  for (const peer of session.identities().values()) {
    if (session.engine().isOnePod(end, peer) !== 'no') continue;
    const permitted = allowances.reduce((set, one) => set.union(permittedTo(one, direction, peer)), TrafficSet.NONE);
    const reach = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };
    for (const a of subjects) {
      for (const b of new Set(peer.positions.map((position) => ofWorkload[position]))) {
        const { allowed, unknown } = direction === 'egress' ? session.engine().reach(a, b) : session.engine().reach(b, a);
        reach.allowed = reach.allowed.union(allowed);
        reach.unknown = reach.unknown.union(unknown);
      }
    }
    found.push(...excess(direction, end.label, peer.label, reach, permitted));
  }
  return found;
}

function outside(session: AnalysisSession, direction: Direction, end: NamedEnd, allowances: readonly Allowance[]): Evidence[] {
  const { ofWorkload } = session.engine().classes;
  const classes = [...new Set(end.positions.map((position) => ofWorkload[position]))];
  return outsideReach([session.engine()], direction, [classes]).flatMap(({ addresses, reaches: [reached] }) => {
    const reach = {
      allowed: TrafficSet.unionOf(reached.map(({ allowed }) => allowed)),
      unknown: TrafficSet.unionOf(reached.map(({ unknown }) => unknown)),
    };
    return pieces(addresses, allowances).flatMap(([part, permitted]) =>
      excess(direction, end.label, { addresses: AddressSet._of(part) }, reach, permitted));
  });
}

/** Addresses cut by the allowances, with what each piece is permitted. */
function pieces(addresses: IpSet, allowances: readonly Allowance[]): [IpSet, TrafficSet][] {
  let parts: [IpSet, TrafficSet][] = [[addresses, TrafficSet.NONE]];
  for (const allowance of allowances) {
    parts = parts.flatMap(([part, permitted]): [IpSet, TrafficSet][] => [
      [part.intersect(allowance.addresses), permitted.union(sum(allowance))],
      [part.subtract(allowance.addresses), permitted],
    ]).filter(([part]) => !part.isEmpty());
  }
  return parts;
}

function excess(direction: Direction, end: JudgedEnd, peer: JudgedEnd, reach: Reach, permitted: TrafficSet): Evidence[] {
  const [source, destination] = direction === 'egress' ? [end, peer] : [peer, end];
  const allowed = reach.allowed.subtract(permitted);
  const unknown = reach.unknown.subtract(permitted);
  if (!allowed.isEmpty()) return [{ source, destination, verdict: 'allowed', traffic: Traffic._of(allowed) }];
  return unknown.isEmpty() ? [] : [{ source, destination, verdict: 'unknown', traffic: Traffic._of(unknown) }];
}
