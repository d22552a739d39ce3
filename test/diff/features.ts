/** What a case is made of, so that a run can show that nothing was left untried. */
import { acceptsAdmin, acceptsCluster } from '../oracle/accepts-admin';
import { storesCilium, takesCilium } from '../oracle/accepts-cilium';
import { acceptsNetworkPolicy } from '../oracle/accepts-networkpolicy';
import type { Case } from './generate';

type Json = any;

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);
const rulesOf = (policy: Json): Json[] => [...list(policy.spec?.ingress), ...list(policy.spec?.egress)];
const peersOf = (rule: Json): Json[] => [...list(rule?.from), ...list(rule?.to)].filter(Boolean);
const isV6 = (text: Json) => typeof text === 'string' && text.includes(':');

interface Facts {
  readonly namespaces: Json[];
  readonly pods: Json[];
  /** Those that an API server takes. */
  readonly network: Json[];
  readonly admin: Json[];
  readonly baseline: Json[];
  readonly cluster: Json[];
  /** Rules of Cilium that agent and API server take. */
  readonly cilium: Json[];
  /** Policies of Calico and Antrea, and what their rules name, refused ones as well. */
  readonly ordered: Json[];
  readonly refused: Json[];
  readonly foreign: Json[];
  readonly networkRules: Json[];
  readonly adminRules: Json[];
  readonly networkPeers: Json[];
  readonly adminPeers: Json[];
  readonly networkPorts: Json[];
  readonly adminPorts: Json[];
  readonly family: 4 | 6 | undefined;
  readonly agents: readonly string[];
  /** The policies that an API server takes, as text. */
  readonly text: string;
  readonly ciliumText: string;
}

const CORE = [
  'Namespace', 'Node', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController', 'ReplicaSet', 'Rollout',
  'Postgres',
];

const SEVERAL_AGENTS = 'policies of several agents';
const AGENTS = ['cilium.io', 'projectcalico.org', 'antrea.io', 'networking.k8s.aws'];

/** The agents of which an input has policies. */
function agentsOf(objects: Case['objects']): string[] {
  const policies = objects.filter(({ kind }) => /Policy$/.test(kind));
  return AGENTS.filter((agent) => policies.some(({ apiVersion }) => String(apiVersion).split('/')[0].endsWith(agent)));
}

function factsOf({ objects, family }: Case): Facts {
  const isCore = ({ kind }: Json) => [...CORE, 'Service'].includes(kind);
  const isNetwork = (object: Json) => object.apiVersion === 'networking.k8s.io/v1';
  const isCluster = (object: Json) => object.apiVersion === 'policy.networking.k8s.io/v1alpha2';
  const isAdmin = (object: Json) => object.apiVersion === 'policy.networking.k8s.io/v1alpha1' || isCluster(object);
  const network = objects.filter((object) => isNetwork(object) && acceptsNetworkPolicy(object));
  const admins = objects.filter((object) => isAdmin(object) && (isCluster(object) ? acceptsCluster : acceptsAdmin)(object));
  const isCilium = (object: Json) => object.apiVersion === 'cilium.io/v2' || object.kind === 'Service';
  const isTaken = (object: Json) => isCilium(object) && storesCilium(object) && takesCilium(object);
  const cilium = objects.filter(isTaken).flatMap(({ spec, specs, kind }) => [spec, ...list(specs)].filter(Boolean).map((one) => ({ ...one, kind })));
  const networkRules = network.flatMap(rulesOf);
  const adminRules = admins.flatMap(rulesOf);
  return {
    namespaces: objects.filter((object) => object.kind === 'Namespace'),
    pods: objects.filter((object) => CORE.indexOf(object.kind) > 1),
    network,
    admin: admins.filter((object) => object.kind === 'AdminNetworkPolicy'),
    baseline: admins.filter((object) => object.kind === 'BaselineAdminNetworkPolicy'),
    cluster: admins.filter(isCluster),
    refused: objects.filter((object) => (isNetwork(object) || isAdmin(object)) && !network.includes(object) && !admins.includes(object)),
    cilium,
    ordered: objects.filter(isOrdered),
    foreign: objects.filter((object) => ![isCore, isNetwork, isAdmin, isCilium, isOrdered].some((is) => is(object))),
    networkRules,
    adminRules,
    networkPeers: networkRules.flatMap(peersOf),
    adminPeers: adminRules.flatMap(peersOf),
    networkPorts: networkRules.flatMap((rule) => list(rule?.ports)),
    adminPorts: adminRules.flatMap((rule) => list(rule.ports)),
    family,
    agents: agentsOf(objects),
    text: JSON.stringify([...network, ...admins]),
    ciliumText: JSON.stringify(cilium),
  };
}

const isOrdered = ({ apiVersion }: Json) => /^((crd\.)?projectcalico\.org\/v[13]|crd\.antrea\.io\/v1beta1)$/.test(apiVersion);
const isOf = (group: string, kind: string) => ({ ordered }: Facts) =>
  ordered.some((object) => object.apiVersion.includes(group) && object.kind === kind);
const podSpecOf = (pod: Json): Json => (pod.kind === 'Pod' ? pod.spec : (pod.spec.jobTemplate ?? pod).spec.template?.spec ?? {});
const isMesh = ({ apiVersion }: Json) => /^(security\.istio|policy\.linkerd)\.io\//.test(apiVersion);
const podIps = (status: Json): Json[] => list(status?.podIPs).map((item) => item?.ip);
const isEmptyOrNull = (value: Json) => value === null || (Array.isArray(value) && value.length === 0);

function hasUndeclaredNamespace({ pods, namespaces }: Facts): boolean {
  const declared = new Set(namespaces.map((object) => object.metadata.name));
  return pods.some((pod) => !declared.has(pod.metadata.namespace ?? 'default'));
}

function hasEqualPriorities({ admin, cluster }: Facts): boolean {
  return [admin, cluster].some((kind) => new Set(kind.map(({ spec }) => `${spec.tier} ${spec.priority}`)).size < kind.length);
}

type Feature = readonly [string, (facts: Facts) => boolean];

/** What only those cases have that hold policies of languages whose rules have an order. */
const ORDERED_FEATURES: readonly Feature[] = [
  ['NetworkPolicy of Calico', isOf('projectcalico', 'NetworkPolicy')],
  ['GlobalNetworkPolicy', isOf('projectcalico', 'GlobalNetworkPolicy')],
  ['Tier of Calico', isOf('projectcalico', 'Tier')],
  ['NetworkPolicy of Antrea', isOf('antrea', 'NetworkPolicy')],
  ['ClusterNetworkPolicy of Antrea', isOf('antrea', 'ClusterNetworkPolicy')],
  ['Tier of Antrea', isOf('antrea', 'Tier')],
  ['ClusterGroup', isOf('antrea', 'ClusterGroup')],
  ['Group', isOf('antrea', 'Group')],
];

export function isOrderedFeature(name: string): boolean {
  return name === SEVERAL_AGENTS || ORDERED_FEATURES.some(([one]) => one === name);
}

/** Name of the feature, and whether a case has it. */
export const FEATURES: readonly Feature[] = [
  ['AdminNetworkPolicy', ({ admin }) => admin.length > 0],
  ['BaselineAdminNetworkPolicy', ({ baseline }) => baseline.length > 0],
  ['ClusterNetworkPolicy of tier Admin', ({ cluster }) => cluster.some(({ spec }) => spec.tier === 'Admin')],
  ['ClusterNetworkPolicy of tier Baseline', ({ cluster }) => cluster.some(({ spec }) => spec.tier === 'Baseline')],
  ['both versions of the policy API', ({ cluster, admin, baseline }) => cluster.length > 0 && admin.length + baseline.length > 0],
  ['action Pass', ({ adminRules }) => adminRules.some((rule) => rule.action === 'Pass')],
  ['equal priorities', hasEqualPriorities],
  ['networks', ({ adminPeers }) => adminPeers.some((peer) => peer.networks)],
  ['domainNames', ({ adminPeers }) => adminPeers.some((peer) => peer.domainNames)],
  ['nodes', ({ adminPeers }) => adminPeers.some((peer) => peer.nodes)],
  ...(['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'] as const).map((kind) =>
    [kind, ({ cilium }: Facts) => cilium.some((one) => one.kind === kind)] as const),
  ['Cilium beside NetworkPolicy', ({ cilium, network }) => cilium.length > 0 && network.length > 0],
  ['sections of Cilium that deny', ({ cilium }) => cilium.some((one) => one.ingressDeny ?? one.egressDeny)],
  ['enableDefaultDeny: false', ({ cilium }) => cilium.some(({ enableDefaultDeny }) => Object.values(enableDefaultDeny ?? {}).includes(false))],
  ['entities', ({ ciliumText }) => /"(from|to)Entities":\["/.test(ciliumText)],
  ['labels of identities with a source', ({ ciliumText }) => /"(k8s|any|reserved|container):/.test(ciliumText)],
  ['blocks of Cilium with exceptions', ({ ciliumText }) => /"cidr":"[^"]*","except"/.test(ciliumText)],
  ['groups of blocks', ({ ciliumText }) => /"cidrGroup/.test(ciliumText)],
  ['port of Cilium by name', ({ ciliumText }) => /"port":"[a-zA-Z]/.test(ciliumText)],
  ['rules about requests', ({ ciliumText }) => /"(http|dns)":/.test(ciliumText)],
  ...ORDERED_FEATURES,
  ['port of a NetworkPolicy by name', ({ networkPorts }) => networkPorts.some((item) => typeof item?.port === 'string')],
  ['port of an admin kind by name', ({ adminPorts }) => adminPorts.some((item) => item.namedPort)],
  ['protocol of a ClusterNetworkPolicy by name', ({ adminRules }) =>
    adminRules.some((rule) => list(rule.protocols).some((item) => item.destinationNamedPort))],
  ['endPort', ({ networkPorts }) => networkPorts.some((item) => item?.endPort)],
  ['portRange', ({ adminPorts }) => adminPorts.some((item) => item.portRange)],
  ['port item without a number', ({ networkPorts }) => networkPorts.some((item) => (item?.port ?? null) === null)],
  ['protocol by default', ({ networkPorts }) => networkPorts.some((item) => (item?.protocol ?? null) === null)],
  ['SCTP', ({ text }) => text.includes('"SCTP"')],
  ['IPv4 block', ({ networkPeers }) => networkPeers.some((peer) => peer.ipBlock && !isV6(peer.ipBlock.cidr))],
  ['IPv6 block', ({ networkPeers }) => networkPeers.some((peer) => isV6(peer.ipBlock?.cidr))],
  ['except', ({ networkPeers }) => networkPeers.some((peer) => list(peer.ipBlock?.except).length > 0)],
  ['both selectors in one peer', ({ networkPeers }) => networkPeers.some((peer) => peer.podSelector && peer.namespaceSelector)],
  ['pods of the own namespace', ({ networkPeers }) => networkPeers.some((peer) => peer.podSelector && !peer.namespaceSelector)],
  ['several peers in one rule', ({ networkRules }) => networkRules.some((rule) => peersOf(rule).length > 1)],
  ...['In', 'NotIn', 'Exists', 'DoesNotExist'].map((operator) =>
    [`operator ${operator}`, ({ text }: Facts) => text.includes(`"operator":"${operator}"`)] as const),
  ['label value null', ({ text }) => /"(app|tier|role|env|team|name)":null/.test(text)],
  ['policyTypes by default', ({ network }) => network.some((object) => list(object.spec.policyTypes).length === 0)],
  ['empty or null rule list', ({ network }) => network.some(({ spec }) => isEmptyOrNull(spec.ingress) || isEmptyOrNull(spec.egress))],
  ['empty or null rule', ({ networkRules }) => networkRules.some((rule) => Object.keys(rule ?? {}).length === 0)],
  ['empty or null peers or ports', ({ networkRules }) =>
    networkRules.some((rule) => ['from', 'to', 'ports'].some((field) => isEmptyOrNull(rule?.[field])))],
  ['null selector', ({ text }) => /"(podSelector|namespaceSelector)":null/.test(text)],
  ['policy that selects all pods of its namespace', ({ network }) => network.some(({ spec }) => Object.keys(spec.podSelector ?? {}).length === 0)],
  ['refused object', ({ refused }) => refused.length > 0],
  ['policy kind that is not read', ({ foreign }) => foreign.some((object) => !isMesh(object))],
  [SEVERAL_AGENTS, ({ agents }) => agents.length > 1],
  ['policy of a mesh', ({ foreign }) => foreign.some(isMesh)],
  ['host network', ({ pods }) => pods.some((pod) => podSpecOf(pod).hostNetwork)],
  ['pod template', ({ pods }) => pods.some((pod) => pod.kind !== 'Pod')],
  ['pod with an owner', ({ pods }) => pods.some((pod) => pod.kind === 'Pod' && pod.metadata.ownerReferences)],
  ['owner with an owner', ({ pods }) => pods.some((pod) => pod.kind !== 'Pod' && pod.metadata.ownerReferences)],
  ['pod of unknown address', ({ pods }) => pods.some((pod) => pod.kind === 'Pod' && !pod.status)],
  ['dual-stack pod', ({ pods }) => pods.some((pod) => list(pod.status?.podIPs).length > 1)],
  ['pods that share no family', ({ pods }) => [true, false].every((v6) =>
    pods.some(({ status }) => podIps(status).length > 0 && podIps(status).every((ip) => isV6(ip) === v6)))],
  ['packets of IPv4 only', ({ family }) => family === 4],
  ['packets of IPv6 only', ({ family }) => family === 6],
  ['undeclared namespace', hasUndeclaredNamespace],
  ['forged name of a namespace', ({ namespaces }) => namespaces.some(({ metadata }) =>
    (metadata.labels?.['kubernetes.io/metadata.name'] ?? metadata.name) !== metadata.name)],
];

/** Which features a case has: a 1 for each, in the order of `FEATURES`. */
export function featuresOf(item: Case): number[] {
  const facts = factsOf(item);
  return FEATURES.map(([, has]) => Number(has(facts)));
}
