import { namespaceReason } from '../../../engine';
import type { Cluster, NamespaceSelection, Policy } from '../../../model';
import type { MissingFacts } from '../../../results/check';
import type { AnalysisSession } from '../../session/session';
import { countedPairs } from '../list/counted-pairs';

/** The answers that depend on labels of namespaces that the input does not declare; `undefined` if none does. */
export function missingFacts(session: AnalysisSession): MissingFacts | undefined {
  const { cluster, policies } = session.decoded;
  const byReason = new Map(openNamespaces(cluster, policies).map((name) => [namespaceReason(name), name]));
  if (byReason.size === 0) return undefined;
  const namespaces = new Set<string>();
  let answers = 0;
  for (const { pairs, reasons } of countedPairs(session, 'unknown')) {
    const named = reasons.flatMap((reason) => byReason.get(reason) ?? []);
    if (named.length > 0) answers += pairs;
    for (const name of named) namespaces.add(name);
  }
  return answers === 0 ? undefined : { answers, namespaces: [...namespaces].sort() };
}

/** The namespaces that some policy possibly selects; the pairs are counted only where there are any. */
function openNamespaces(cluster: Cluster, policies: readonly Policy[]): string[] {
  const selections = policies.flatMap(({ subject, rules }): NamespaceSelection[] => [
    subject.namespaces,
    ...rules.flatMap(({ peers = [] }) => peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints.namespaces] : []))),
  ]);
  return [...cluster.namespaces.values()]
    .filter((namespace) => namespace.openLabels && selections.some((selection) => 'labels' in selection && selection.labels.match(namespace) === 'possible'))
    .map(({ name }) => name);
}
