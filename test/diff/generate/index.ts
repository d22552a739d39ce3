/** A case: a fresh cluster as plain manifests, and the ends and ports that are worth asking about. */
import { adminNetworkPolicy, baselineAdminNetworkPolicy } from './admin';
import { antreaObjects } from './antrea';
import { calicoObjects } from './calico';
import { ciliumGroups, ciliumPolicy } from './cilium';
import { clusterNetworkPolicy } from './cluster';
import { networkPolicy } from './networkpolicy';
import { withFamilies } from './families';
import { withMadeLabels } from './made-labels';
import { withOwners } from './owners';
import { Random } from './random';
import { withStaged } from './staged';
import { foreignPolicy, meshPolicy, spoiledPolicy } from './spoiled';
import { EXTERNALS, NAMESPACES, portsOfCase } from './vocabulary';
import { namespaceObject, nodeObjects, podObject } from './workloads';

type Json = any;

export interface Case {
  /** Parsed JSON, as `kubectl apply` would send it. */
  readonly objects: readonly Json[];
  /** Addresses outside the cluster. */
  readonly externals: readonly string[];
  /** The family of the packets; absent when nobody says. */
  readonly family?: 4 | 6;
  /** How staged policies are read; absent: they are ignored. */
  readonly staged?: 'enforce';
  /** Numbers at which some answer may change. */
  readonly ports: readonly number[];
}

function policies(random: Random, namespaces: readonly string[], ports: readonly number[]): Json[] {
  const result = random.times(random.between(2, 5), (i) => networkPolicy(random, `np${i}`, namespaces, ports));
  // a cluster has one version of the policy API, few have both
  const version = random.pick(['v1alpha1', 'v1alpha1', 'v1alpha1', 'v1alpha2', 'v1alpha2', 'v1alpha2', 'both']);
  if (version !== 'v1alpha2') {
    const admins = random.chance(0.6) ? random.between(1, 3) : 0;
    result.push(...random.times(admins, (i) => adminNetworkPolicy(random, `anp${i}`, ports)));
    if (random.chance(0.5)) result.push(baselineAdminNetworkPolicy(random, ports));
  }
  if (version !== 'v1alpha1') {
    result.push(
      ...random.times(random.between(version === 'both' ? 1 : 0, 4), (i) => clusterNetworkPolicy(random, `cnp${i}`, ports)),
    );
  }
  if (random.chance(0.15)) {
    const spoiled = spoiledPolicy(random, 'spoiled', namespaces, ports);
    // Two objects of one name are another test's matter.
    const taken = result.some((item) => item.kind === spoiled.kind && item.metadata.name === spoiled.metadata.name);
    if (!taken) result.push(spoiled);
  }
  if (random.chance(0.1)) result.push(foreignPolicy(random, 'foreign', namespaces));
  if (random.chance(0.12)) result.push(meshPolicy(random, 'mesh', namespaces));
  return result;
}

const PORT_FIELDS = new Set(['port', 'endPort', 'containerPort', 'start', 'end', 'number']);

/** Every number that the manifests mention as a port. */
function mentionedPorts(value: Json, into: Set<number>): Set<number> {
  if (typeof value !== 'object' || value === null) return into;
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (typeof item === 'number' && PORT_FIELDS.has(key)) into.add(item);
    else mentionedPorts(item, into);
  }
  return into;
}

export function boundaryPorts(objects: readonly Json[]): number[] {
  const ports = new Set([80]);
  for (const port of mentionedPorts(objects, new Set())) for (const near of [port - 1, port, port + 1]) ports.add(near);
  return [...ports].filter((port) => port >= 1 && port <= 65535).sort((a, b) => a - b);
}

/** The ports of a case to which objects are added. */
function withPorts(ports: readonly number[], added: readonly Json[]): number[] {
  return [...new Set([...ports, ...boundaryPorts(added)])].sort((a, b) => a - b);
}

/** Policies of Cilium in a part of the cases, from numbers of their own, so that the other cases stay as they are. */
function withCilium(random: Random, objects: Json[], namespaces: readonly string[], ports: readonly number[]): Json[] {
  if (!random.chance(0.3)) return objects;
  const added = random.times(random.between(1, 4), (i) => ciliumPolicy(random, `cilium${i}`, namespaces, ports));
  // half of the clusters have policies of Cilium alone
  const kept = random.chance(0.5) ? objects.filter(({ kind }) => !/Policy$/.test(kind) || random.chance(0.2)) : objects;
  return [...kept, ...added, ...ciliumGroups(random)];
}

/** As if written in a file: what is undefined is not there. */
function written<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

export function generateCase(seed: number, index: number): Case {
  const random = new Random(seed, index);
  const ports = portsOfCase(random);
  const namespaces = random.sample(NAMESPACES, random.between(2, 3));
  const declared = namespaces.filter(() => random.chance(0.85)).map((name) => namespaceObject(random, name));
  const pods = random.times(random.between(5, 8), (i) => podObject(random, i, namespaces, ports));
  const nodes = random.chance(0.3) ? nodeObjects() : [];
  const plain = [...declared, ...nodes, ...pods, ...policies(random, namespaces, ports)];
  const all = written(withCilium(new Random(seed + 86_028_121, index), plain, namespaces, ports));
  const objects = withFamilies(new Random(seed + 32_452_843, index), all);
  const family = random.pick([undefined, undefined, undefined, 4, 6] as const);
  return { objects, externals: random.sample(EXTERNALS, 2), family, ports: boundaryPorts(objects) };
}

/** The namespaces of the pods and policies of some objects. */
function namespacesOf(objects: readonly Json[]): string[] {
  return [...new Set(objects.map(({ metadata }): string | undefined => metadata.namespace).filter((name) => name !== undefined))].sort();
}

/** Policies of Calico in a part of the cases; few of these have policies of Cilium as well. */
function withCalico(random: Random, { objects, ...rest }: Case): Case {
  if (!random.chance(0.15)) return { objects, ...rest };
  const kept = objects.filter(
    ({ apiVersion, kind }) => (apiVersion.startsWith('cilium.io/') ? random.chance(0.05) : !/Policy$/.test(kind) || random.chance(0.4)),
  );
  const declared = new Set<string>(kept.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const ports = random.sample(rest.ports, 3);
  const added = written(calicoObjects(random, namespacesOf(kept), ports, declared));
  const all = [...kept, ...added];
  const item = { ...rest, objects: all, ports: withPorts(rest.ports, added) };
  return random.chance(0.7) ? item : { ...item, objects: withStaged(random, all), ...(random.chance(0.7) && { staged: 'enforce' as const }) };
}

/** Policies of Antrea in a part of the cases; few of these have policies of other languages than that of namespaces as well. */
function withAntrea(random: Random, { objects, ...rest }: Case): Case {
  if (!random.chance(0.15)) return { objects, ...rest };
  const kept = objects.filter(
    ({ apiVersion, kind }) => !/Policy$/.test(kind) || (apiVersion === 'networking.k8s.io/v1' ? random.chance(0.5) : random.chance(0.02)),
  );
  const all = written([...kept, ...antreaObjects(random, namespacesOf(kept), random.sample(rest.ports, 3))]);
  return { ...rest, objects: all, ports: withPorts(rest.ports, all.slice(kept.length)) };
}

/** Policies of Cilium and of Calico, which no agent reads together, in a few of the cases. */
function withSeveralAgents(random: Random, { objects, ...rest }: Case): Case {
  if (!random.chance(0.06)) return { objects, ...rest };
  const [namespaces, ports] = [namespacesOf(objects), random.sample(rest.ports, 3)];
  const declared = new Set<string>(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const added = [ciliumPolicy(random, 'cilium-beside', namespaces, ports), ...calicoObjects(random, namespaces, ports, declared)];
  const isNamed = (one: Json) => objects.some(({ kind, metadata }) => kind.replace('Staged', '') === one.kind && metadata.name === one.metadata.name);
  const all = written([...objects, ...added.filter((one) => !isNamed(one))]);
  return { ...rest, objects: all, ports: withPorts(rest.ports, all.slice(objects.length)) };
}

/** As `generateCase`; a part has policies of Calico, another one those of Antrea, a few those of several agents. */
export function generateMixed(seed: number, index: number): Case {
  const item = withCalico(new Random(seed + 15_485_863, index), generateCase(seed, index));
  return withSeveralAgents(new Random(seed + 79_999_987, index), withAntrea(new Random(seed + 49_979_687, index), item));
}

/** As `generateMixed`; a quarter of the cases are dumps, whose pods have owners; a quarter select by labels that controllers write. */
export function generateDump(seed: number, index: number): Case {
  const item = generateMixed(seed, index);
  const random = new Random(seed + 104_729, index);
  const isDump = random.chance(0.25);
  const isMade = random.chance(0.25);
  if (!isDump && !isMade) return item;
  const dump = isDump ? withOwners(random, item.objects) : item.objects;
  const before = new Set(item.objects);
  const made = isMade ? withMadeLabels(random, dump) : dump;
  // most objects stay as they are
  const changed = written(made.filter((object) => !before.has(object)));
  const next = changed.values();
  return { ...item, objects: made.map((object) => (before.has(object) ? object : next.next().value)), ports: withPorts(item.ports, changed) };
}

/** By agent, the groups of its own languages. */
const AGENTS = [['cilium.io'], ['projectcalico.org', 'crd.projectcalico.org'], ['crd.antrea.io']];

/** Groups of languages whose rules have an order. */
const ORDERED = ['projectcalico.org', 'crd.projectcalico.org', 'crd.antrea.io'];

function without<C extends { readonly objects: readonly Json[] }>(item: C, groups: readonly string[]): C {
  return { ...item, objects: item.objects.filter(({ apiVersion }) => !groups.includes(String(apiVersion).split('/')[0])) };
}

/**
 * The case with policies of one agent at most: of several, the one with the most objects stays. What policies of two agents mean together is
 * another matter (record 0012).
 */
export function ofOneAgent<C extends { readonly objects: readonly Json[] }>(item: C): C {
  const agentOf = ({ apiVersion }: Json) => AGENTS.findIndex((groups) => groups.includes(String(apiVersion).split('/')[0]));
  const sizes = AGENTS.map((_, i) => item.objects.filter((object) => agentOf(object) === i).length);
  const kept = sizes.indexOf(Math.max(...sizes));
  return without(item, AGENTS.filter((_, i) => i !== kept).flat());
}

/** The case without policies of Calico and Antrea. */
export function withoutOrdered<C extends { readonly objects: readonly Json[] }>(item: C): C {
  return without(item, ORDERED);
}
