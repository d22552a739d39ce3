import { EndpointSelector, Namespace, NAMESPACE_NAME_LABEL, Policy, undeclaredNamespace } from '../../../model';
import type { LabelSelector } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { EndSpec } from '../../invariants/statement';
import type { AnalysisSession } from '../../session/session';
import { endsOf, isSpecOfPods } from './end-specs';
import { failing } from './holds';

/** So many pods are made up at most to see what other labels of namespaces would do; beyond that, they count. */
const LIMIT = 20_000;

/** Those of some invariants that would not hold, had the namespaces of the input other labels. */
export function mindingLabels(session: AnalysisSession, invariants: readonly Resolved[]): Resolved[] {
  const byPolicies = session.decoded.policies.some(usesLabels);
  const asked = invariants.filter(({ statement }) => byPolicies || endsOf(statement).some(isByLabels));
  return asked.length === 0 ? [] : failing(unlabelled(session), asked, { limit: LIMIT });
}

/** The same session, with nothing known of the labels of namespaces but their names. */
function unlabelled(session: AnalysisSession): AnalysisSession {
  const { cluster } = session.decoded;
  const open = ({ name, origin }: Namespace): Namespace => ({ ...undeclaredNamespace(name), ...(origin && { origin }) });
  return session.withCluster({ ...cluster, namespaces: new Map([...cluster.namespaces].map(([key, namespace]) => [key, open(namespace)])) });
}

function isByLabels(spec: EndSpec): boolean {
  return isSpecOfPods(spec) && spec.namespaces !== undefined && !namesOnly(spec.namespaces);
}

function usesLabels({ subject, rules }: Policy): boolean {
  const uses = ({ namespaces }: EndpointSelector) => 'labels' in namespaces && !namesOnly(namespaces.labels);
  return uses(subject) || rules.some(({ peers }) => peers?.some((peer) => peer.type === 'endpoints' && uses(peer.endpoints)));
}

function namesOnly(selector: LabelSelector): boolean {
  return selector.constraints.every(([key]) => key === NAMESPACE_NAME_LABEL);
}
