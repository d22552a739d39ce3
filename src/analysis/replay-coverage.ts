import type { ReplayCoverage, UnseenEdge } from '../report/replay-result';
import { PortSet, Protocol, TrafficSet } from '../sets';
import type { Identity, Study } from './study';
import { alike, Member, Sweep } from './sweep';
import type { Traffic, TrafficEdge } from './traffic';
import type { TrafficEnd } from './traffic-ends';

const MOST_LISTED = 10_000;

/** What recorded traffic shows of the input, and what is open without having been seen. */
export function coverageOf(traffic: Traffic, study: Study): ReplayCoverage {
  const { recording, edges, undirected, clusters } = traffic;
  const listed = <K extends string, V extends string>(counts: ReadonlyMap<string, number>, key: K, value: V) =>
    [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([name, count]) => ({ [key]: name, [value]: count }) as Record<K, string> & Record<V, number>);
  const seen = new Set<string>();
  for (const edge of edges) for (const actor of [edge.source, edge.destination]) for (const label of labelsOf(actor.ends[0])) seen.add(label);
  const labels = ownIdentities(study).map(({ label }) => label);
  return {
    ...(!Number.isNaN(recording.first) && { first: new Date(recording.first).toISOString(), last: new Date(recording.last).toISOString() }),
    records: recording.records,
    replies: recording.replies,
    duplicates: recording.duplicates,
    lost: listed(recording.losses, 'where', 'events'),
    missingNodes: [...recording.missingNodes].sort(),
    clusters,
    skipped: listed(recording.skipped, 'what', 'count'),
    drops: listed(recording.drops, 'reason', 'count'),
    undirected,
    unmapped: edges.filter(({ source, destination }) => source.ends[0].type === 'unmapped' || destination.ends[0].type === 'unmapped').length,
    edges: edges.length,
    workloads: labels.length,
    unobserved: labels.filter((label) => !seen.has(label)),
    ...unseenEdges(edges, study),
  };
}

/** The workloads of the input itself. */
function ownIdentities(study: Study): Identity[] {
  const { workloads } = study.decoded.cluster;
  return [...study.identities().values()].filter(({ positions }) => workloads[positions[0]].origin !== undefined);
}

function labelsOf(end: TrafficEnd): string[] {
  return end.type === 'choice' ? end.among.flatMap(labelsOf) : [end.label];
}

type Unseen = Pick<ReplayCoverage, 'unseen' | 'unseenCount' | 'openByDefault'>;

/** Goes through all pairs of workloads of the input; alike ones are counted together. */
function unseenEdges(edges: readonly TrafficEdge[], study: Study): Unseen {
  const engine = study.engine();
  const identities = ownIdentities(study);
  const { workloads } = study.decoded.cluster;
  const members: Member[] = identities.map(({ positions }) => [[...new Set(positions.map((position) => engine.classes.ofWorkload[position]))]]);
  const isIsolated = (direction: 'ingress' | 'egress') => members.map(([classes]) => classes.some((of) => engine.policies(direction, of).some(({ policy }) => policy.isolates.includes(direction))));
  const [into, out] = [isIsolated('ingress'), isIsolated('egress')];
  const seen = seenTraffic(edges, identities.map(({ label }) => label));
  const found: UnseenEdge[] = [];
  let [unseenCount, openByDefault] = [0, 0];
  const visit = (source: number, destination: number, allowed: TrafficSet) => {
    const [from, to] = [identities[source], identities[destination]];
    const onlyItself = from === to && from.positions.length === 1 && workloads[from.positions[0]].replicas <= 1;
    if (allowed.isEmpty() || onlyItself) return;
    const known = seen.get(source * identities.length + destination);
    const rest = known === undefined ? allowed : allowed.subtract(known);
    if (rest.isEmpty()) return;
    if (!into[destination] && !out[source]) {
      if (known === undefined) openByDefault++;
      return;
    }
    unseenCount++;
    if (found.length < MOST_LISTED) found.push({ source: from.label, destination: to.label, traffic: rest.toString(), partly: known !== undefined });
  };
  const sweep = new Sweep([engine], members, (member) => (into[member] ? 1 : 0));
  for (const source of members.keys()) {
    for (const destination of sweep.near(source)) visit(source, destination, alike(sweep.between(0, source, destination)).allowed);
    for (const bucket of sweep.buckets) {
      const { allowed } = alike(sweep.toBucket(0, source, bucket));
      if (allowed.isEmpty()) continue;
      for (const destination of bucket.members) if (!sweep.isNear(destination)) visit(source, destination, allowed);
    }
  }
  const key = ({ source, destination }: UnseenEdge) => `${source}\n${destination}`;
  found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return { unseen: found, unseenCount, openByDefault };
}

function seenTraffic(edges: readonly TrafficEdge[], labels: readonly string[]): Map<number, TrafficSet> {
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const seen = new Map<number, TrafficSet>();
  for (const { source, destination, protocol, port } of edges) {
    if (!['TCP', 'UDP', 'SCTP'].includes(protocol) || port === 0) continue;
    for (const from of labelsOf(source.ends[0])) {
      for (const to of labelsOf(destination.ends[0])) {
        const [s, d] = [numbers.get(from), numbers.get(to)];
        if (s === undefined || d === undefined) continue;
        const key = s * labels.length + d;
        const one = TrafficSet.of(protocol as Protocol, PortSet.single(port));
        seen.set(key, seen.get(key)?.union(one) ?? one);
      }
    }
  }
  return seen;
}
