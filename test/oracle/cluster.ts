import { AntreaRead, AntreaRule, isAntrea, isAppliedTo, readAntrea } from './antrea';
import { AdminPolicy, isSubject, readAdmin } from './admin';
import { CalicoPolicy, CalicoTier, decidesIn, isCalico, readCalico, readTiers, selectsCalico } from './calico';
import { CiliumPolicy, isCilium, readCilium, selectsSubject } from './cilium';
import { MeshPolicy, readMesh } from './mesh';
import { NetworkPolicy, readNetworkPolicy, selectsPod } from './networkpolicy';
import { Node, Pod, readNamespaces, readNodes, readPods } from './pods';
import { afterEnforcement } from './staged';
import { namespaceOf } from './templates';
import { Direction, MAYBE, Match, NO, Raw } from './values';

/** What the policies of a cluster mean for one pod in one direction. */
export interface Side {
  /** By ascending priority; the policies of one entry share theirs. */
  readonly admin: readonly (readonly AdminOnPod[])[];
  /** Those that isolate the pod in this direction, or may. */
  readonly network: readonly NetworkOnPod[];
  /** The rules of Cilium that select the pod, or may, and say something in this direction. */
  readonly cilium: readonly CiliumOnPod[];
  /** The policies of Calico that select the pod, or may, and say something in this direction. */
  readonly calico: readonly CalicoOnPod[];
  /** Rules of Antrea in their order, before and after those of namespaces; the rules of one entry share their place. */
  readonly antrea: readonly (readonly AntreaOnPod[])[];
  readonly antreaBaseline: readonly (readonly AntreaOnPod[])[];
  /** By ascending priority, too. */
  readonly baseline: readonly (readonly AdminOnPod[])[];
  /** Something that nobody could read may decide here. */
  readonly unread: boolean;
  /** The agents whose policies are about the pod, by name or API group: none reads those of another one. */
  readonly agents: ReadonlySet<string>;
  /** A proxy may refuse what all others let through. */
  readonly mayRefuse: boolean;
  /** What counts where the agent of these policies is not the one that runs; absent where no object is of another agent. */
  readonly elsewhere?: Side;
}

export interface NetworkOnPod {
  readonly policy: NetworkPolicy;
  readonly subject: Match;
}

export interface CiliumOnPod {
  readonly policy: CiliumPolicy;
  readonly subject: Match;
}

export interface CalicoOnPod {
  readonly policy: CalicoPolicy;
  readonly subject: Match;
}

export interface AntreaOnPod {
  readonly rule: AntreaRule;
  readonly subject: Match;
}

export interface AdminOnPod {
  readonly policy: AdminPolicy;
  readonly subject: Match;
}

export interface OraclePod extends Pod {
  readonly ingress: Side;
  readonly egress: Side;
}

export interface OracleCluster {
  readonly pods: readonly OraclePod[];
  readonly nodes: readonly Node[];
  /** Of Calico, in the order in which they are asked. */
  readonly tiers: readonly CalicoTier[];
  find(namespace: string, name: string): OraclePod;
}

/** Policy kinds that exist and that the product does not read, by API group; `true` = cluster-scoped. */
const UNREAD: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  'cilium.io': { CiliumNetworkPolicy: false, CiliumClusterwideNetworkPolicy: true },
  'projectcalico.org': { NetworkPolicy: false, GlobalNetworkPolicy: true },
  'crd.projectcalico.org': { NetworkPolicy: false, GlobalNetworkPolicy: true },
  'crd.antrea.io': { NetworkPolicy: false, ClusterNetworkPolicy: true },
  'networking.k8s.aws': { ApplicationNetworkPolicy: false, ClusterNetworkPolicy: true },
  'networking.k8s.io': { NetworkPolicy: false },
};

const READ_ADMIN = ['v1alpha1/AdminNetworkPolicy', 'v1alpha1/BaselineAdminNetworkPolicy', 'v1alpha2/ClusterNetworkPolicy'];
const POLICY_API = 'policy.networking.k8s.io/';

/** How far an unread policy reaches: one namespace, or everywhere (`*`); undefined when the object is no policy. */
function reachOfUnread(object: Raw): string | undefined {
  const group = String(object.apiVersion).split('/')[0];
  if (group === 'policy.networking.k8s.io') return '*';
  const clusterScoped = UNREAD[group]?.[object.kind];
  if (clusterScoped === undefined) return undefined;
  return clusterScoped ? '*' : namespaceOf(object);
}

interface Policies {
  readonly network: NetworkPolicy[];
  readonly admin: AdminPolicy[];
  readonly cilium: CiliumPolicy[];
  readonly calico: readonly CalicoPolicy[];
  readonly tiers: readonly CalicoTier[];
  readonly antrea: AntreaRead[];
  /** How far each unread policy reaches that no agent has. */
  readonly unread: string[];
  /** The same of those of an agent, with its API group. */
  readonly rivals: { readonly reach: string; readonly group: string }[];
  readonly mesh: MeshPolicy[];
}

function sideOf(pod: Pod, direction: Direction, policies: Policies): Side {
  const bears = (policy: NetworkPolicy | AdminPolicy) => policy.directions.includes(direction);
  const network = policies.network.filter(bears)
    .map((policy) => ({ policy, subject: selectsPod(policy, pod) })).filter(({ subject }) => subject !== NO);
  const admin = policies.admin.filter(bears)
    .map((policy) => ({ policy, subject: isSubject(policy, pod) })).filter(({ subject }) => subject !== NO);
  const cilium = policies.cilium.filter(({ acts }) => acts.includes(direction))
    .map((policy) => ({ policy, subject: selectsSubject(policy, pod) })).filter(({ subject }) => subject !== NO);
  const passes = (policy: CalicoPolicy) => policies.tiers.some(({ name, passes: isOpen }) => name === policy.tier && isOpen);
  const says = (policy: CalicoPolicy) => policy.refused || !passes(policy) || decidesIn(policy, direction);
  const calico = policies.calico.filter((policy) => policy.directions.includes(direction) && says(policy))
    .map((policy) => ({ policy, subject: selectsCalico(policy, pod) })).filter(({ subject }) => subject !== NO);
  const antrea = policies.antrea.flatMap(({ rules }) => rules).filter((rule) => rule.direction === direction)
    .map((rule) => ({ rule, subject: isAppliedTo(rule, pod) })).filter(({ subject }) => subject !== NO);
  const openAntrea = policies.antrea.flatMap(({ unread }) => unread)
    .filter(({ isAbout, directions }) => isAbout(pod) && directions.includes(direction));
  const hasAntrea = antrea.length + openAntrea.length > 0;
  return {
    antrea: byPlace(antrea.filter(({ rule }) => !rule.baseline)),
    antreaBaseline: byPlace(antrea.filter(({ rule }) => rule.baseline)),
    calico: calico.filter(({ policy }) => !policy.refused),
    admin: byPriority(admin.filter(({ policy }) => !policy.baseline && !policy.refused)),
    network: network.filter(({ policy }) => !policy.refused),
    cilium: cilium.filter(({ policy }) => !policy.refused),
    baseline: byPriority(admin.filter(({ policy }) => policy.baseline && !policy.refused)),
    // two versions of one API: nothing says how they go together
    unread: new Set(admin.map(({ policy }) => policy.version)).size > 1
      // no agent reads the kinds of two
      || (calico.length > 0 && cilium.length > 0)
      || [...network, ...cilium, ...calico].some(({ policy }) => policy.refused)
      || admin.some(({ policy, subject }) => policy.refused && subject >= MAYBE)
      // nothing says in which order an agent asks these
      || openAntrea.length > 0 || (hasAntrea && admin.length + cilium.length + calico.length > 0)
      || [...policies.unread, ...policies.rivals.map(({ reach }) => reach)].some((reach) => reach === '*' || reach === pod.namespace),
    agents: new Set([
      ...(cilium.length > 0 ? ['cilium.io'] : []),
      ...(calico.length > 0 ? ['projectcalico.org'] : []),
      ...(hasAntrea ? ['antrea.io'] : []),
      ...policies.rivals.filter(({ reach }) => reach === '*' || reach === pod.namespace).map(({ group }) => group),
    ]),
    mayRefuse: direction === 'ingress' && policies.mesh.some((isAbout) => isAbout(pod)),
  };
}

/** Those of one tier, priority and position together, in this order, and those of a policy of which all apply or none. */
function byPlace(rules: readonly AntreaOnPod[]): (readonly AntreaOnPod[])[] {
  const before = ({ rule: { place: a } }: AntreaOnPod, { rule: { place: b } }: AntreaOnPod) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  const groups: AntreaOnPod[][] = [];
  for (const one of [...rules].sort(before)) {
    const last = groups[groups.length - 1];
    const isJoint = last !== undefined && one.rule.together !== undefined && one.rule.together === last[0].rule.together;
    if (last !== undefined && (isJoint || before(last[0], one) === 0)) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Those of one priority together, the lowest number first. */
function byPriority(tier: readonly AdminOnPod[]): (readonly AdminOnPod[])[] {
  const priorities = [...new Set(tier.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
  return priorities.map((priority) => tier.filter(({ policy }) => policy.priority === priority));
}

/** Of several agents in the objects one runs: the policies about the pod may be those of another one. */
function withElsewhere(pod: Pod, direction: Direction, policies: Policies): Side {
  const side = sideOf(pod, direction, policies);
  const { cilium, calico, antrea, rivals } = policies;
  const agents = new Set([
    ...(cilium.length > 0 ? ['cilium.io'] : []), ...(calico.length > 0 ? ['projectcalico.org'] : []), ...(antrea.length > 0 ? ['antrea.io'] : []),
    ...rivals.map(({ group }) => group),
  ]);
  if (agents.size < 2 || side.agents.size === 0) return side;
  return { ...side, elsewhere: sideOf(pod, direction, { ...policies, cilium: [], calico: [], antrea: [], rivals: [] }) };
}

/** Each side is worked out when it is asked for: many a question is about few pods. */
function withSides(pod: Pod, policies: Policies): OraclePod {
  const sides: Partial<Record<Direction, Side>> = {};
  const side = (direction: Direction) => (sides[direction] ??= withElsewhere(pod, direction, policies));
  return { ...pod, get ingress() { return side('ingress'); }, get egress() { return side('egress'); } };
}

/** Reads raw manifests, as parsed from YAML or JSON; `staged`: what becomes of staged policies. */
export function buildCluster(written: readonly Raw[], staged: 'ignore' | 'enforce' = 'ignore'): OracleCluster {
  const objects = staged === 'enforce' ? afterEnforcement(written) : written;
  const namespaces = readNamespaces(objects);
  const tiers = readTiers(objects);
  const calico = readCalico(objects, namespaces);
  const policies: Policies = { network: [], admin: [], cilium: [], calico, tiers, antrea: [], unread: [], rivals: [], mesh: [] };
  const shown = readPods(objects, namespaces);
  for (const object of objects) {
    const reach = reachOfUnread(object);
    const mesh = readMesh(object);
    if (mesh !== undefined) policies.mesh.push(mesh);
    if (object.apiVersion === 'networking.k8s.io/v1' && object.kind === 'NetworkPolicy') {
      policies.network.push(readNetworkPolicy(object));
    } else if (READ_ADMIN.some((one) => `${object.apiVersion}/${object.kind}` === `${POLICY_API}${one}`)) {
      policies.admin.push(readAdmin(object));
    } else if (isCilium(object)) {
      policies.cilium.push(...readCilium(object, objects));
    } else if (isAntrea(object)) {
      policies.antrea.push(readAntrea(object, objects, shown));
    } else if (reach !== undefined && !isCalico(object)) {
      const [group] = String(object.apiVersion).split('/');
      if (group.endsWith('.k8s.io')) policies.unread.push(reach);
      else policies.rivals.push({ reach, group: group.replace(/^crd\./, '') });
    }
  }
  const pods = shown.map((pod) => withSides(pod, policies));
  return {
    pods,
    nodes: readNodes(objects),
    tiers,
    find(namespace, name) {
      const pod = pods.find((item) => item.namespace === namespace && item.name === name);
      if (!pod) throw new Error(`no pod ${namespace}/${name}`);
      return pod;
    },
  };
}
