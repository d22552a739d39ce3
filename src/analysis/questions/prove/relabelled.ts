import { EndpointSelector, Namespace, NAMESPACE_NAME_LABEL, Policy, Rule, RulePeer, namespaceLabels, undeclaredNamespace } from '../../../model';
import { LabelSelector } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { EndSpec, Statement } from '../../invariants/statement';
import type { AnalysisSession } from '../../session/session';
import { endsOf, isSpecOfPods } from './end-specs';
import { failing } from './holds';

/** So many pods are made up at most to see what other labels of namespaces would do; beyond that, they count. */
const LIMIT = 20_000;

/** Those of some invariants that would not hold, had the namespaces of the input other labels. */
export function mindingLabels(session: AnalysisSession, invariants: readonly Resolved[]): Resolved[] {
  const byPolicies = session.decoded.policies.some(usesLabels);
  const asked = invariants.filter(({ statement }) => byPolicies || endsOf(statement).some(isByLabels));
  // what holds whatever the labels are is soon seen; else each labelling is judged by itself, for one label may be in two selectors
  const open = asked.length === 0 ? [] : failing(unlabelled(session), asked, { limit: LIMIT });
  const simple = open.filter(({ statement }) => !namesAddresses(statement));
  const minding = new Set(simple.length === 0 ? [] : failing(...inEveryWay(session, simple)));
  return open.filter((invariant) => !simple.includes(invariant) || minding.has(invariant));
}

/** The same session, with nothing known of the labels of namespaces but their names. */
function unlabelled(session: AnalysisSession): AnalysisSession {
  const { cluster } = session.decoded;
  const open = ({ name, origin }: Namespace): Namespace => ({ ...undeclaredNamespace(name), ...(origin && { origin }) });
  return session.withCluster({ ...cluster, namespaces: new Map([...cluster.namespaces].map(([key, namespace]) => [key, open(namespace)])) });
}

/** A world in which each namespace with known labels is there with every labelling, each as if it were yet to be created; so are its pods. */
function inEveryWay(session: AnalysisSession, invariants: readonly Resolved[]): Parameters<typeof failing> {
  const { cluster } = session.decoded;
  const known = [...cluster.namespaces.values()].filter(({ openLabels }) => openLabels !== true);
  const names = new Set(known.map(({ name }) => name));
  const rest = cluster.workloads.filter(({ namespace }) => !names.has(namespace));
  const namespaces = new Map([...cluster.namespaces].filter(([key]) => !names.has(key)));
  const selections = known.map(({ name }) => byLabel({ namespaces: { name }, pods: LabelSelector.EVERYTHING }));
  const policies = session.decoded.policies.map(byLabels);
  const existing = new Set(cluster.namespaces.keys());
  return [session.withCluster({ ...cluster, namespaces, workloads: rest }, policies), invariants, { limit: LIMIT, selections, existing }];
}

/** The same policy; it selects the namespaces of several labellings by the label of their one name. */
function byLabels({ subject, rules, ...policy }: Policy): Policy {
  const byItsLabel = (peer: RulePeer): RulePeer => (peer.type === 'endpoints' ? { ...peer, endpoints: byLabel(peer.endpoints) } : peer);
  const ruleOf = (rule: Rule): Rule => ({ ...rule, ...(rule.peers && { peers: rule.peers.map(byItsLabel) }) });
  return { ...policy, subject: byLabel(subject), rules: rules.map(ruleOf) };
}

function byLabel({ namespaces, pods }: EndpointSelector): EndpointSelector {
  return { namespaces: { labels: namespaceLabels(namespaces) }, pods };
}

/** Whether an end is what has some address: a pod of the input, so that it cannot be made up. */
function namesAddresses(statement: Statement): boolean {
  return endsOf(statement).some((spec) => spec.type === 'addresses' && (spec.single ?? []).length > 0);
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
