import { fail } from '../../../errors';
import type { LoadResult } from '../../../load';
import { Intervals, IpSet, parseAddress, parseCidr, PortSet, Protocol, TrafficSet } from '../../../sets';
import type { Acceptance, UnacceptedChanges } from '../../../results/acceptance';
import type { ChangedEdges } from '../../../results/diff';
import { TrafficDirection } from '../../../results/enums';
import type { UnincludedExposure } from '../../../results/unincluded-exposure';
import { converted, day, described, list, object, text } from '../../../schema';
import { quote } from '../../../text/quote';
import type { AnalysisSession, Identity } from '../../session/session';
import { OwnFile, readOwnFile } from '../../own-files/read';

/** What an accept file may be. */
export const ACCEPT_SCHEMA = object({
  accept: described(list(object({
    source: described(text(), '`namespace/name`, `namespace/name[Kind]`, `namespace/*`, `*/*`, `outside`, or a range as the report prints it.'),
    destination: described(text(), 'Likewise.'),
    traffic: described(
      converted(text(), (ports, place) => trafficOf(ports) ?? place.problem(`must be ports, got ${quote(ports)}`, PORTS_FIX)),
      'What may be opened or closed: `TCP 80,443,UDP 53`. Default: everything.',
    ),
    reason: described(text(), 'Why the change is meant.'),
    until: described(day(), 'The last day on which it counts, such as 2027-01-31.'),
  }, {
    required: { source: 'write the source', destination: 'write the destination', reason: 'say why the change is meant', until: 'write the last day, such as 2027-01-31' },
    renamed: { expires: 'until' },
  }), { fix: 'write `- source: …`' }), 'Changes that are meant.'),
}, { required: { accept: 'write `accept:` with a list of changes' }, open: true });

const PORTS_FIX = 'write `TCP 80,443,UDP 53` or `All Connections`';

/** Reads the documents of an accept file. */
export function readAcceptances(loaded: LoadResult, file: string): OwnFile<Acceptance> {
  const { values, problems } = readOwnFile(ACCEPT_SCHEMA, loaded, file, { code: 'bad-accept-file', title: 'the accept file', fix: 'write `accept:` with a list of changes' });
  return { values: values.flatMap(({ accept }) => accept), problems };
}

/** What an accept file calls all traffic. */
const ALL_TRAFFIC = 'All Connections';

/** `TCP 80,443-450,UDP 53`, or `All Connections`. */
export function parseTraffic(ports: string, where: string): TrafficSet {
  return trafficOf(ports) ?? fail('bad-accept-file', `\`${where}\` must be ports, got ${quote(ports)}`, PORTS_FIX);
}

function trafficOf(ports: string): TrafficSet | undefined {
  if (ports === ALL_TRAFFIC) return TrafficSet.ALL;
  let traffic = TrafficSet.NONE;
  let protocol: Protocol | undefined;
  for (const piece of ports.split(',')) {
    const match = /^\s*(?:(TCP|UDP|SCTP)\s+)?(\d{1,5})(?:-(\d{1,5}))?\s*$/i.exec(piece);
    protocol = (match?.[1]?.toUpperCase() as Protocol | undefined) ?? protocol;
    const [first, last] = [Number(match?.[2]), Number(match?.[3] ?? match?.[2])];
    if (match === null || protocol === undefined || first < 1 || last > 65535 || last < first) return undefined;
    traffic = traffic.union(TrafficSet.of(protocol, PortSet.range(first, last)));
  }
  return traffic;
}

/** Takes away what is accepted on a day. An edge of several pairs is accepted where each of them is. */
export function judge(
  { edges, exposed: widened }: { readonly edges: readonly ChangedEdges[]; readonly exposed: readonly UnincludedExposure[] },
  acceptances: readonly Acceptance[],
  today: string,
  after: AnalysisSession,
): UnacceptedChanges {
  const valid = acceptances.filter(({ until }) => until >= today);
  let accepted = 0;
  const left = (fields: readonly ('opened' | 'closed' | 'possiblyOpened' | 'possiblyClosed')[]) => edges.filter((edge) => {
    const traffic = TrafficSet.unionOf(fields.map((field) => edge[field]._set));
    if (traffic.isEmpty()) return false;
    if (!isAccepted(edge, traffic, valid)) return true;
    accepted++;
    return false;
  });
  const [opened, closed] = [left(['opened', 'possiblyOpened']), left(['closed'])];
  const exposed = widened.filter((one) => !isAcceptedExposure(one, valid, after)).map(({ exposure }) => exposure);
  accepted += widened.length - exposed.length;
  return { opened, closed, exposed, accepted, expired: acceptances.filter(({ until }) => until < today) };
}

function isAccepted(edge: ChangedEdges, traffic: TrafficSet, acceptances: readonly Acceptance[]): boolean {
  if (acceptances.length === 0) return false;
  const ranges = edge.addresses?._set.parts() ?? [];
  const [sources, destinations] = [edge.outside === 'source' ? ranges : edge.sources, edge.outside === 'destination' ? ranges : edge.destinations];
  return sources.every((source) => destinations.every((destination) => {
    const covering = acceptances.filter((entry) => endMatches(entry.source, source) && endMatches(entry.destination, destination));
    return traffic.isSubsetOf(TrafficSet.unionOf(covering.map((entry) => entry.traffic ?? TrafficSet.ALL)));
  }));
}

/** Who accepts a workload at the other end also accepts pods to come that a rule asks for by labels which it has. */
function isAcceptedExposure({ exposure, traffic }: UnincludedExposure, acceptances: readonly Acceptance[], after: AnalysisSession): boolean {
  const { workload, direction, peers } = exposure;
  const { workloads, namespaces } = after.decoded.cluster;
  const isMeant = ({ positions, namespace }: Identity) => !peers._selector.pods.isEverything()
    && positions.some((position) => peers.includes(workloads[position].labels, namespace, namespaces.get(namespace)?.labels));
  const covering = acceptances.filter(({ source, destination }) => {
    const [subject, peer] = direction === TrafficDirection.INGRESS ? [destination, source] : [source, destination];
    if (!endMatches(subject, workload)) return false;
    return peer === ANY_POD || peer === `${peers.namespace}/*` || [...after.identities().values()].some((one) => endMatches(peer, one.label) && isMeant(one));
  });
  return traffic.isSubsetOf(TrafficSet.unionOf(covering.map((entry) => entry.traffic ?? TrafficSet.ALL)));
}

/** Pods of any namespace. */
const ANY_POD = '*/*';

/** An end is a workload by its label, or a range of addresses outside. */
function endMatches(pattern: string, end: string | IpSet): boolean {
  if (typeof end !== 'string') return pattern === 'outside' || rangeOf(pattern)?.equals(end) === true;
  return pattern === ANY_POD || pattern === end || pattern === end.replace(/\[[^[\]]*\]$/, '') || (pattern.endsWith('/*') && end.startsWith(pattern.slice(0, -1)));
}

/** `10.0.0.0/8`, or `10.0.0.0-10.0.0.5`. */
function rangeOf(range: string): IpSet | undefined {
  const cidr = parseCidr(range);
  if (cidr !== undefined) return IpSet.cidr(cidr);
  const [first, last, ...rest] = range.split('-').map((end) => parseAddress(end));
  if (first === undefined || last === undefined || rest.length > 0) return undefined;
  if (first.family === 4 && last.family === 4) return IpSet.of(Intervals.of(first.value, last.value), Intervals.empty());
  return first.family === 6 && last.family === 6 ? IpSet.of(Intervals.empty(), Intervals.of(first.value, last.value)) : undefined;
}
