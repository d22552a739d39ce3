import { withoutTemplateHash } from '../../../dialects';
import type { Direction, RulePeer, Workload } from '../../../model';
import { formatAddress, IpSet, LabelSelector, parseCidr, PortSet, Protocol, TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { blockPeer, DnsChoice, podsPeer } from './dns-choice';
import { Entrances, entrancesOf } from './entrances';
import type { Grant, Side } from './grant';
import type { AdvisedSubjects } from './subjects';
import { Candidate, isMetadata, WantedEnd } from './wanted';

/** What grants depend on, beside the record. */
export interface GrantContext {
  readonly base: AnalysisSession;
  readonly subjects: AdvisedSubjects;
  readonly dns: DnsChoice;
  readonly blocks: readonly string[];
  readonly entrances: Entrances;
}

/** More ports of one pair than this, none of them well-known, become a range. */
const MAX_HIGH_PORTS = 10;
const FIRST_HIGH_PORT = 1024;
/** The first port that Linux gives to clients; servers rarely listen there on purpose. */
const FIRST_EPHEMERAL_PORT = 32_768;

export function sidesOf(candidates: readonly Candidate[]): Side[] {
  return candidates.flatMap((candidate) => candidate.closed.flatMap((direction): Side[] => {
    const [subject, peer] = direction === 'egress' ? [candidate.source, candidate.destination] : [candidate.destination, candidate.source];
    return subject.type === 'workload' ? [{ candidate, direction, subject: subject.position, peer }] : [];
  }));
}

/** The grants for some sides, each for one port or range; a side that no grant can open is missing. */
export function grantsOf(sides: readonly Side[], context: GrantContext): Grant[] {
  const pairs = new Map<string, Grant & { sides: Side[] }>();
  const entrances = entrancesOf(sides, (side) => grantFor(side, context), context);
  for (const side of sides) {
    const grant = entrances.get(side) ?? grantFor(side, context);
    if (grant === undefined) continue;
    const key = `${grant.kind}\n${grantKey(grant)}\n${side.candidate.protocol}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, { ...grant, sides: [side] });
    else known.sides.push(side);
  }
  return [...pairs.values()].flatMap((grant) => (grant.kind === 'dns' ? [grant] : byPort(grant, context.base)));
}

/** The pods and peers of a grant, whatever the traffic. */
export function grantKey({ direction, namespace, pods, peers }: Omit<Grant, 'sides'>): string {
  return `${namespace}\n${pods.key}\n${direction}\n${peers.map(peerKey).join(' ')}`;
}

function peerKey(peer: RulePeer): string {
  if (peer.type === 'addresses') return peer.blocks!.map(({ cidr }) => cidr).join();
  return peer.type === 'endpoints' ? `${JSON.stringify(peer.endpoints.namespaces)}${peer.endpoints.pods.key}` : peer.type;
}

export function grantCovers({ direction, namespace, pods, peers, traffic }: Grant, side: Side, session: AnalysisSession): boolean {
  const { workloads } = session.decoded.cluster;
  const workload = workloads[side.subject];
  return direction === side.direction && namespace === workload.namespace && pods.matches(workload.labels)
    && traffic.contains(side.candidate.protocol, side.candidate.port) && peers.some((peer) => peerMatches(peer, side.peer, workloads));
}

function peerMatches(peer: RulePeer, end: WantedEnd, workloads: readonly Workload[]): boolean {
  if (end.type === 'address') return peer.type === 'addresses' && peer.addresses.contains(end.address);
  if (peer.type !== 'endpoints' || end.type !== 'workload') return false;
  const { namespace, labels } = workloads[end.position];
  return 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === namespace && peer.endpoints.pods.matches(labels);
}

function grantFor({ candidate, direction, subject, peer }: Side, { base, subjects, dns, blocks, entrances }: GrantContext): Omit<Grant, 'sides'> | undefined {
  const { workloads } = base.decoded.cluster;
  const { namespace } = workloads[subject];
  const { protocol, port } = candidate;
  const isLookup = direction === 'egress' && dns.traffic.contains(protocol, port) && dns.peers.some((resolver) => peerMatches(resolver, peer, workloads));
  if (isLookup && subjects.isWhole(subject, direction)) {
    return { kind: 'dns', direction, namespace, pods: LabelSelector.EVERYTHING, owner: 'all', peers: dns.peers, traffic: dns.traffic, check: [] };
  }
  const pods = subjects.subject(subject, direction);
  if (pods === undefined) return undefined;
  const common = { direction, namespace, pods, owner: pods.isEverything() ? 'all' : lastingName(workloads[subject]) };
  // a fence closes every pod anyway, and what a rule opens for all of them is more than was seen
  const whole = subjects.checksOf(subject, pods);
  if (isLookup) return { ...common, kind: 'dns', peers: dns.peers, traffic: dns.traffic, check: whole };
  const traffic = TrafficSet.of(protocol, PortSet.single(port));
  if (peer.type === 'workload') {
    const { namespace: peerNamespace } = workloads[peer.position];
    const meant = subjects.peer(peer.position);
    const kind = direction === 'ingress' && entrances.exposes(peer.position, subject, protocol, port) ? 'expose' : 'rule';
    return { ...common, kind, peers: [podsPeer(peerNamespace, meant)], traffic, check: [...whole, ...subjects.checksOf(peer.position, meant)] };
  }
  if (peer.type !== 'address') return undefined;
  const text = formatAddress(peer.address);
  const host = `${text}/${peer.address.family === 4 ? 32 : 128}`;
  if (peer.entity === 'api-server' || base.facts.apiServer?.value.contains(peer.address)) {
    return { ...common, kind: direction === 'egress' ? 'api-server' : 'rule', peers: [blockPeer(host)], traffic, check: whole };
  }
  const block = blocks.find((cidr) => IpSet.cidr(parseCidr(cidr)!).contains(peer.address));
  if (block !== undefined) return { ...common, kind: 'rule', peers: [blockPeer(block)], traffic, check: whole };
  return { ...common, kind: 'rule', peers: [blockPeer(host)], traffic, check: [...whole, ...unexplained(text, candidate, direction)], isHost: true };
}

/** The name that the next revision has, too. */
function lastingName({ name, kind, labels }: Workload): string {
  return (kind === 'ReplicaSet' ? withoutTemplateHash(name, labels) : undefined) ?? name;
}

/** What is to be checked of one address; what its names tell is said of all their addresses together. */
function unexplained(text: string, candidate: Candidate, direction: Direction): string[] {
  if (isMetadata(candidate.edge)) return [`${text} is a metadata service of a cloud, which gives credentials of the node to any pod that asks`];
  return namesOf(candidate, direction).length > 0 ? [] : [`nothing explains ${text}; a block that is known to hold it can be named with --block`];
}

/** The domain names that the client resolved to the peer, as far as they have plain characters only. */
export function namesOf({ edge }: Candidate, direction: Direction): string[] {
  const { names } = direction === 'egress' ? edge.destination : edge.source;
  return [...names].filter((name) => /^[a-z0-9][a-z0-9._-]{0,252}$/i.test(name)).sort();
}

/** Whether the called pod declares the port: then it is its own. */
function declares(end: WantedEnd, protocol: Protocol, port: number, base: AnalysisSession): boolean {
  return end.type === 'workload' && base.decoded.cluster.workloads[end.position].ports.some((declared) => declared.protocol === protocol && declared.port === port);
}

function byPort(grant: Grant, base: AnalysisSession): Grant[] {
  const byNumber = new Map<number, Side[]>();
  for (const side of grant.sides) byNumber.set(side.candidate.port, [...byNumber.get(side.candidate.port) ?? [], side]);
  const protocol: Protocol = grant.sides[0].candidate.protocol;
  const numbers = [...byNumber.keys()].sort((a, b) => a - b);
  const high = numbers.filter((port) => port >= FIRST_HIGH_PORT);
  const isRange = high.length > MAX_HIGH_PORTS;
  const single = (isRange ? numbers.filter((port) => port < FIRST_HIGH_PORT) : numbers).map((port): Grant => {
    const check = port >= FIRST_EPHEMERAL_PORT && !byNumber.get(port)!.every(({ candidate }) => declares(candidate.destination, protocol, port, base)) ? [`port ${port} may be a client's own, or one of a range`] : [];
    return { ...grant, traffic: TrafficSet.of(protocol, PortSet.single(port)), sides: byNumber.get(port)!, check: [...grant.check, ...check] };
  });
  if (!isRange) return single;
  const [first, last] = [high[0], high[high.length - 1]];
  const range: Grant = {
    ...grant,
    traffic: TrafficSet.of(protocol, PortSet.range(first, last)),
    sides: high.flatMap((port) => byNumber.get(port)!),
    check: [...grant.check, `many ports from ${first} to ${last} were seen, and the range opens all between`],
  };
  return [...single, range];
}
