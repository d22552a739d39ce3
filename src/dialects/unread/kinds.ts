import type { Direction } from '../../model';
import { DIRECTIONS } from '../../model';
import { groupOf } from '../manifest';
import { MESH_KINDS } from './mesh-kinds';
import { POLICY_MAKERS } from './policy-makers';
import type { UnreadKind } from './unread-kind';

const EGRESS: readonly Direction[] = ['egress'];

/** Kinds by their group; staged ones, network sets and the like decide nothing by themselves and are not listed. */
const UNREAD_KINDS: readonly UnreadKind[] = [
  { agent: 'cilium', group: 'cilium.io', kind: 'CiliumNetworkPolicy', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'cilium', group: 'cilium.io', kind: 'CiliumClusterwideNetworkPolicy', scope: 'cluster', directions: DIRECTIONS },
  { agent: 'calico', group: 'projectcalico.org', kind: 'NetworkPolicy', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'calico', group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', scope: 'cluster', directions: DIRECTIONS },
  { agent: 'calico', group: 'crd.projectcalico.org', kind: 'NetworkPolicy', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'calico', group: 'crd.projectcalico.org', kind: 'GlobalNetworkPolicy', scope: 'cluster', directions: DIRECTIONS },
  { agent: 'antrea', group: 'crd.antrea.io', kind: 'NetworkPolicy', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'antrea', group: 'crd.antrea.io', kind: 'ClusterNetworkPolicy', scope: 'cluster', directions: DIRECTIONS },
  { agent: 'aws-vpc-cni', group: 'networking.k8s.aws', kind: 'ApplicationNetworkPolicy', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'aws-vpc-cni', group: 'networking.k8s.aws', kind: 'ClusterNetworkPolicy', scope: 'cluster', directions: DIRECTIONS },
  { agent: 'ovn-kubernetes', group: 'k8s.ovn.org', kind: 'EgressFirewall', scope: 'namespaced', directions: EGRESS },
  { agent: 'ovn-kubernetes', group: 'k8s.ovn.org', kind: 'UserDefinedNetwork', scope: 'namespaced', directions: DIRECTIONS },
  { agent: 'ovn-kubernetes', group: 'k8s.ovn.org', kind: 'ClusterUserDefinedNetwork', scope: 'cluster', directions: DIRECTIONS },
  { group: 'network.openshift.io', kind: 'EgressNetworkPolicy', scope: 'namespaced', directions: EGRESS },
  { agent: 'gke-dataplane-v2', group: 'networking.gke.io', kind: 'FQDNNetworkPolicy', scope: 'namespaced', directions: EGRESS },
];

const ALL_KINDS: readonly UnreadKind[] = [...UNREAD_KINDS, ...MESH_KINDS, ...POLICY_MAKERS];

/** Kinds of policies that are called like network policies and have no part in the traffic of the cluster network. */
const ELSEWHERE: readonly string[] = ['k8s.cni.cncf.io/MultiNetworkPolicy'];

/** Groups of what an agent makes of policies, which stand in the input by themselves, or not at all. */
const DERIVED_GROUPS: readonly string[] = ['controlplane.antrea.io'];

/** Groups all of whose kinds are policies, in whatever version. */
const POLICY_GROUPS: readonly string[] = ['policy.networking.k8s.io'];

/**
 * The unread kind of an object; `undefined` for kinds that are no policies. What is called a network policy is taken for one, in
 * every group, version and spelling that is not supported: an unknown policy must not be ignored.
 */
export function unreadKindOf(apiVersion: string, kind: string): UnreadKind | undefined {
  const group = groupOf(apiVersion);
  const known = ALL_KINDS.find((entry) => entry.group === group && entry.kind === kind);
  if (known !== undefined) return known;
  if (ELSEWHERE.includes(`${group}/${kind}`) || DERIVED_GROUPS.includes(group)) return undefined;
  if (POLICY_GROUPS.includes(group)) return { group, kind, scope: 'cluster', directions: DIRECTIONS };
  if (!/NetworkPolicy$/i.test(kind) || kind.startsWith('Staged')) return undefined;
  const scope = /^(?:Admin|Baseline|Cluster|Global)/.test(kind) ? 'cluster' : group === 'networking.k8s.io' || group === 'extensions' ? 'namespaced' : 'maybe';
  return { group, kind, scope, directions: DIRECTIONS };
}
