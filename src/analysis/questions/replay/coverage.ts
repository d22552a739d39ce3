import type { ReplayCoverage } from '../../../results/replay';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';
import { isFound, labelsOf } from '../../ends/traffic-end';
import { givenIdentities, unseenEdges } from './unseen';

/** What recorded traffic shows of the input, and what is open without having been seen. */
export function coverageOf(traffic: ResolvedTraffic, session: AnalysisSession): ReplayCoverage {
  const { recording, edges, undirected, clusters } = traffic;
  const listed = <K extends string, V extends string>(counts: ReadonlyMap<string, number>, key: K, value: V) =>
    [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([name, count]) => ({ [key]: name, [value]: count }) as Record<K, string> & Record<V, number>);
  const seen = new Set<string>();
  for (const edge of edges) for (const endpoint of [edge.source, edge.destination]) for (const label of labelsOf(endpoint.ends[0])) seen.add(label);
  const labels = givenIdentities(session).map(({ label }) => label);
  return {
    ...(!Number.isNaN(recording.first) && { first: new Date(recording.first).toISOString(), last: new Date(recording.last).toISOString() }),
    records: recording.records,
    replies: recording.replies,
    duplicates: recording.duplicates,
    lost: listed(recording.losses, 'where', 'events'),
    missingNodes: [...recording.missingNodes].sort(),
    clusters: [...clusters],
    skipped: listed(recording.skipped, 'what', 'count'),
    drops: listed(recording.drops, 'reason', 'count'),
    undirected,
    unmapped: edges.filter(({ source, destination }) => !isFound(source.ends[0]) || !isFound(destination.ends[0])).length,
    edges: edges.length,
    workloads: labels.length,
    unobserved: labels.filter((label) => !seen.has(label)),
    ...unseenEdges(edges, session),
  };
}
