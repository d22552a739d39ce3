import { editDistance, nearest } from '../text/nearest';
import { isInert } from './core-kinds';
import { groupOf, isFields, listOf } from './manifest';
import type { Fields } from './manifest';

/** Kinds whose misspelling would be overlooked, in lower case: those that decide who reaches whom, and what they decide about. */
const KINDS: ReadonlyMap<string, string> = new Map([
  'NetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy', 'Pod', 'Namespace', 'Service', 'Deployment',
  'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Ingress',
].map((kind) => [kind.toLowerCase(), kind]));

/** API groups whose kinds all come from Kubernetes. */
const GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'networking.k8s.io']);

const WORKLOADS = ['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'];

/** The versions in which API servers have, or had, the kinds; those of policies are told elsewhere. */
const VERSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['v1']], ['Namespace', ['v1']], ['Service', ['v1']],
  ['Deployment', WORKLOADS], ['ReplicaSet', WORKLOADS], ['StatefulSet', WORKLOADS], ['DaemonSet', WORKLOADS],
  ['Job', ['batch/v1', 'extensions/v1beta1']], ['CronJob', ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1']],
  ['Ingress', ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1', 'extensions/v1beta1']],
]);

/**
 * The versions of a kind where it has none of them. A group with a dot may have a kind of the same name; one without is of Kubernetes.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
function missedVersions(apiVersion: string, kind: string): readonly string[] | undefined {
  const versions = VERSIONS.get(kind);
  const group = groupOf(apiVersion);
  return versions === undefined || versions.includes(apiVersion) || (group.includes('.') && !GROUPS.has(group)) ? undefined : versions;
}

/** What to write for a kind or version that no API server has, by its letters; `undefined` where they may be right. */
export function oddName(apiVersion: string, kind: string): string | undefined {
  const known = KINDS.get(kind.trim().toLowerCase());
  if (known !== undefined && known !== kind) return `write \`${known}\``;
  const versions = missedVersions(apiVersion, kind);
  if (versions !== undefined) return `write \`apiVersion: ${versions[0]}\``;
  const isRight = known !== undefined || isInert(apiVersion, kind) || !GROUPS.has(groupOf(apiVersion));
  const meant = isRight ? undefined : nearest(kind, KINDS.values());
  if (meant !== undefined && editDistance(kind, meant) <= 2) return `write \`${meant}\``;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(kind)) return 'write letters and digits only';
  return /^(?:[a-z0-9.-]+\/)?[a-z0-9]+$/i.test(apiVersion) ? undefined : 'write a version such as `v1` or `apps/v1`';
}

const OF_RULE: ReadonlySet<string> = new Set(['from', 'to', 'ports']);

/** What rules of agents have and nothing else that is called `ingress` or `egress`. */
const OF_AGENT_RULE = /^(?:from|to)(?:Endpoints|Entities|Ports|Requires|CIDR|CIDRSet|Services|FQDNs|Groups|Nodes)$/;
const ACTIONS: ReadonlySet<unknown> = new Set(['Allow', 'Accept', 'Deny', 'Drop', 'Reject', 'Pass', 'Log']);

/** Lists of rules; those that deny are of Cilium. */
const RULES = ['ingress', 'egress', 'ingressDeny', 'egressDeny'];

/** Whether a mapping without kind has fields of the spec of a policy or of a workload, as no other file has them. */
export function isFragment(value: Fields): boolean {
  if (value.kind !== undefined || value.metadata !== undefined || value.spec !== undefined) return false;
  if (isFields(value.podSelector) || isFields(value.endpointSelector) || [value.policyTypes, value.types].some(namesDirections)) return true;
  const rules = RULES.flatMap((name) => listOf(value[name]));
  // an empty rule is one where nothing else is written that other files have
  if (rules.some(isRule) || (rules.some(isEmpty) && Object.keys(value).every((key) => RULES.includes(key)))) return true;
  if (isFields(value.subject) && (isFields(value.subject.namespaces) || isFields(value.subject.pods))) return true;
  if (listOf(value.specs).some((spec) => isFields(spec) && isFragment(spec))) return true;
  return isFields(value.template) && isFields(value.template.spec) && Array.isArray(value.template.spec.containers);
}

function isRule(value: unknown): boolean {
  const keys = isFields(value) ? Object.keys(value) : [];
  if (isFields(value) && (ACTIONS.has(value.action) || keys.some((key) => OF_AGENT_RULE.test(key)))) return true;
  return keys.length > 0 && keys.every((key) => OF_RULE.has(key));
}

function isEmpty(value: unknown): boolean {
  return isFields(value) && Object.keys(value).length === 0;
}

function namesDirections(types: unknown): boolean {
  return listOf(types).some((type) => type === 'Ingress' || type === 'Egress');
}
