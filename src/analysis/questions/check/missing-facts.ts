import { NAMESPACE_NAME_LABEL, type NamespaceSelection, type Policy, type EndpointSelector, type RulePeer } from '../../../model';
import type { MissingFact, MissingFacts } from '../../../results/check';
import type { LabelSelector } from '../../../sets';
import { neededFacts } from '../../ends/needed-facts';
import type { AnalysisSession } from '../../session/session';
import { countedPairs } from '../list/counted-pairs';

/** The answers that would be known with further facts; `undefined` where there are none. */
export function missingFacts(session: AnalysisSession): MissingFacts | undefined {
  if (!mayMiss(session)) return undefined;
  const facts = new Map<string, MissingFact>();
  let answers = 0;
  for (const { pairs, causes } of countedPairs(session, 'unknown')) {
    const needs = neededFacts(causes, session.decoded.cluster.facts);
    if (needs.length > 0) answers += pairs;
    for (const need of needs) {
      const key = `${need.kind} ${need.subject}`;
      facts.set(key, { ...need, answers: pairs + (facts.get(key)?.answers ?? 0) });
    }
  }
  const text = ({ kind, subject }: MissingFact) => `${kind} ${subject}`;
  const sorted = [...facts.values()].sort((a, b) => b.answers - a.answers || order(text(a), text(b)));
  return answers === 0 ? undefined : { answers, facts: sorted };
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/**
 * Whether policies read labels, nodes or an API server that nothing may state, or are of several agents: only then pairs are counted. Blocks
 * alone are no reason: most inputs have some, and the counting would take a third of the time of all rules.
 */
function mayMiss(session: AnalysisSession): boolean {
  const { decoded: { cluster, policies } } = session;
  if (session.engine().worlds.length > 1) return true;
  const openNamespaces = [...cluster.namespaces.values()].filter(({ openLabels }) => openLabels === true);
  const readsNamespace = (selection: NamespaceSelection) =>
    'labels' in selection && selection.labels.constraints.some(([key]) => key !== NAMESPACE_NAME_LABEL)
    && openNamespaces.some((namespace) => selection.labels.match(namespace) === 'possible');
  const openKeys = new Set(cluster.workloads.flatMap(({ unknownLabels }) => unknownLabels ?? []));
  const readsKey = ({ constraints }: LabelSelector) => openKeys.size > 0 && constraints.some(([key]) => openKeys.has(key));
  const reads = ({ namespaces, pods }: EndpointSelector) => readsNamespace(namespaces) || readsKey(pods);
  const minds = (peer: RulePeer) => (peer.type === 'endpoints' ? reads(peer.endpoints) : peer.type === 'nodes' || peer.type === 'api-server');
  return policies.some(({ subject, rules }: Policy) => reads(subject) || rules.some(({ peers = [] }) => peers.some(minds)));
}
