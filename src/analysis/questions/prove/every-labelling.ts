import { EndpointSelector, namespaceLabels, Policy, Rule, RulePeer, Workload } from '../../../model';
import { LabelSelector } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { AnalysisSession } from '../../session/session';
import { endsOf } from './end-specs';

/** A session in which nothing of the labels is open, and what its world needs to have each labelling. */
interface EveryLabelling {
  readonly session: AnalysisSession;
  /** The namespaces whose labels are not known, by their names. */
  readonly selections: readonly EndpointSelector[];
  /** The names of the namespaces that exist. */
  readonly existing: ReadonlySet<string>;
}

/**
 * A session whose namespaces of open labels, and whose pods of labels that are not known, are yet to be created: those to come have every
 * labelling, so that each is judged by itself, by policies and the invariant alike. `undefined` where nothing is open. Pods on the host network
 * stay, and their namespaces: none of the pods to come stands for them.
 */
export function withEveryLabelling(session: AnalysisSession): EveryLabelling | undefined {
  const { cluster, policies } = session.decoded;
  const ofHosts = new Set(cluster.workloads.filter(({ hostNetwork }) => hostNetwork).map(({ namespace }) => namespace));
  const open = [...cluster.namespaces.values()].filter(({ name, openLabels }) => openLabels === true && !ofHosts.has(name)).map(({ name }) => name);
  const names = new Set(open);
  const stays = ({ namespace, unknownLabels = [], hostNetwork }: Workload) => hostNetwork || (unknownLabels.length === 0 && !names.has(namespace));
  const workloads = cluster.workloads.filter(stays);
  if (open.length === 0 && workloads.length === cluster.workloads.length) return undefined;
  const namespaces = new Map([...cluster.namespaces].filter(([key]) => !names.has(key)));
  return {
    session: session.withCluster({ ...cluster, namespaces, workloads }, policies.map(byLabels)),
    selections: open.map((name) => byLabel({ namespaces: { name }, pods: LabelSelector.EVERYTHING })),
    existing: new Set(cluster.namespaces.keys()),
  };
}

/** Whether an end is what has some address: a pod of the input, so that none to come stands for it. */
export function namesAddresses({ statement }: Resolved): boolean {
  return endsOf(statement).some((spec) => spec.type === 'addresses' && (spec.single ?? []).length > 0);
}

/** The same policy; it selects the namespaces of several labellings by the label of their one name. */
function byLabels({ subject, rules, ...policy }: Policy): Policy {
  const ruleOf = ({ peers, own, ...rule }: Rule): Rule => ({ ...rule, peers: peers?.map(byItsLabel), ...(own && { own: own.map(byItsLabel) }) });
  return { ...policy, subject: byLabel(subject), rules: rules.map(ruleOf) };
}

function byItsLabel(peer: RulePeer): RulePeer {
  if (peer.type === 'endpoints') return { ...peer, endpoints: byLabel(peer.endpoints) };
  if (peer.type !== 'all-of') return peer;
  return { ...peer, every: peer.every.map((some) => some.map(byItsLabel)), none: peer.none.map(byItsLabel) };
}

function byLabel({ namespaces, pods }: EndpointSelector): EndpointSelector {
  return { namespaces: { labels: namespaceLabels(namespaces) }, pods };
}
