/** The worlds in which one assumption of a proof is false and all others are true, for the oracle. Shares nothing with `src` but names. */
import { buildCluster, external, judgePair, OracleEnd, Packet } from '../oracle';
import { AssumptionCase } from './assumption-cases';
import { Random } from './generate/random';
import { NAMESPACE_VALUES, OUTSIDE, PORTS } from './proof-cases';
import { areApart, endsOfCase, judgeWorld, PACKETS, readingOf, speaksOf, strangerWorlds } from './proof-oracle';

type Json = any;

/** A case as it would be without an assumption; with a judge of its own where the oracle's is not the one to ask. */
export interface World {
  readonly item: AssumptionCase;
  /** Further addresses of which no pod has one. */
  readonly outside?: readonly string[];
  /** Changes the pods that could be created. */
  strangers?(pods: Json[]): Json[];
  /** Whether a packet that the invariant is about would be treated otherwise. */
  breaks?(cluster: ReturnType<typeof buildCluster>, source: OracleEnd, destination: OracleEnd, packet: Packet): boolean;
}

interface Without {
  /** The assumption. */
  readonly key: string;
  readonly worlds: World[];
}

export function worldsWithout(item: AssumptionCase): Without[] {
  const { objects, invariant } = item;
  const isPolicy = ({ kind }: Json) => String(kind).endsWith('NetworkPolicy');
  const others = objects.filter((object) => !isPolicy(object));
  const added = invariant.isolated ? ADDED : [UNREAD, ...ADDED];
  const more = added.map((policies) => ({ item: { ...item, objects: [...objects, ...policies] } }));
  const instead = [[], ...added].map((policies) => ({ item: { ...item, objects: [...others, ...policies] } }));
  const isElsewhere = objects.some(({ kind }) => kind === 'HelmRelease') && !item.complete;
  return [
    // an agent that enforces nothing, or lets nothing pass
    { key: 'agent-follows-specification', worlds: [{ item, breaks: () => true }] },
    { key: 'all-policies', worlds: [...instead, ...more] },
    ...(isElsewhere ? [{ key: 'objects-elsewhere', worlds: more }] : []),
    { key: 'no-host-network', worlds: [{ item, strangers: (pods) => pods.map(onHostNetwork) }] },
    { key: 'namespace-labels', worlds: relabelled(objects).map((changed) => ({ item: { ...item, objects: changed } })) },
    { key: 'outside-addresses', worlds: invariant.isolated ? [] : [{ item, breaks: rewritten(item) }] },
    ...singles(invariant).map((address): Without => atAddress(item, address)),
    ...(item.ranged ? [{ key: 'pod-ranges', worlds: [{ item: { ...item, ranged: false } }] }] : []),
    ...(item.complete ? [{ key: 'stated-facts complete', worlds: [{ item: { ...item, complete: false } }] }] : []),
  ];
}

/** What breaks the invariant in one of the worlds. `thorough`: all pairs are looked at, else some. */
export function breaksSomewhere(worlds: readonly World[], index: number, mode: 'sample' | 'thorough'): string | undefined {
  const sizes = mode === 'sample' ? [150] : [150, 20_000];
  for (const most of sizes) {
    for (const world of worlds) {
      const item = { ...world.item, objects: known(world.item) };
      for (const created of strangerWorlds(item)) {
        const placed = world.item.ranged ? created.map(inRange) : created;
        const pods = (world.strangers ?? ((same) => same))(placed);
        const random = new Random(11, index);
        const found = world.breaks === undefined ? brokenOrMaybe(judgeWorld(item, pods, most, random)) : broken(world, item, pods);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function brokenOrMaybe({ violated, maybe }: ReturnType<typeof judgeWorld>): string | undefined {
  return violated ?? maybe;
}

/** The first covered packet for which the world has its own say. */
function broken({ breaks, outside = [] }: World, item: AssumptionCase, strangers: readonly Json[]): string | undefined {
  const cluster = buildCluster([...item.objects, ...strangers, REWRITER]);
  const { sources, destinations } = endsOfCase(item, cluster, outside);
  if (item.invariant.isolated) return sources.length > 0 ? 'nothing isolates the pods' : undefined;
  const about = speaksOf(item.invariant);
  for (const source of sources) {
    for (const destination of destinations) {
      if (source === destination || (source.external && destination.external) || areApart(source, destination)) continue;
      const speaks = about(source, destination);
      const packet = speaks && PACKETS.find((one) => speaks(one) && breaks!(cluster, source, destination, one));
      if (packet !== undefined) return `${packet.protocol} ${packet.port} is treated otherwise`;
    }
  }
  return undefined;
}

/** The objects as far as the facts of the case tell what the oracle cannot read. */
function known({ objects, ranged, complete }: AssumptionCase): Json[] {
  const declared = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const named = new Set<string>(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  const bare = complete ? [...named].filter((name) => !declared.has(name)).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })) : [];
  return [...bare, ...(ranged ? objects.map(inRange) : objects)];
}

/** A pod of which it is known where it may have its address: in none of the blocks. */
function inRange(object: Json): Json {
  const status = { podIP: '10.244.0.9', podIPs: [{ ip: '10.244.0.9' }, { ip: 'fd00:10:244::9' }] };
  if (object.kind === 'Pod') return object.status || object.spec.hostNetwork ? object : { ...object, status };
  if (object.kind !== 'Deployment' || object.spec.template.spec.hostNetwork) return object;
  const { metadata, spec: { template } } = object;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...template.metadata, namespace: metadata.namespace, name: metadata.name }, spec: template.spec, status };
}

function onHostNetwork(object: Json): Json {
  return object.kind === 'Pod' ? { ...object, spec: { ...object.spec, hostNetwork: true } } : object;
}

/** Each way to label the namespaces that are declared. */
function relabelled(objects: readonly Json[]): Json[][] {
  const values = [undefined, ...NAMESPACE_VALUES, 'zz'];
  const labelled = ({ metadata: { name }, ...rest }: Json, env: string | undefined): Json =>
    ({ ...rest, metadata: { name, labels: { ...(env !== undefined && { env }) } } });
  return objects.reduce((ways: Json[][], object) => {
    const choices = object.kind === 'Namespace' ? values.map((env) => labelled(object, env)) : [object];
    return ways.flatMap((way) => choices.map((choice) => [...way, choice]));
  }, [[]]);
}

/** The host network of a node, for packets that arrive with the address of the pod's own node or are judged by it. */
const REWRITER = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'kube-system', name: 'rewriter' }, spec: { hostNetwork: true, containers: [] } };

/** Whether a packet from outside or to it may be treated otherwise where its address is rewritten. */
function rewritten(item: AssumptionCase): World['breaks'] {
  const reading = readingOf(item);
  return (cluster, source, destination, packet) => {
    if (!source.external && !destination.external) return false;
    const bad = item.invariant.never ? 'denied' : 'allowed';
    const others = item.invariant.never ? [cluster.find('kube-system', 'rewriter')] : [...OUTSIDE, '2001:db9::1'].map(external);
    const intended = source.external ? source : destination;
    return others.filter((other) => !other.external || !areApart(other, intended)).some((other) => {
      const [from, to] = source.external ? [other, destination] : [source, other];
      return !areApart(from, to) && judgePair(cluster, from, to, undefined, reading)(packet) !== bad;
    });
  };
}

/** The single addresses that the ends of an invariant name. */
function singles(invariant: Json): string[] {
  const { from, to } = invariant.never ?? invariant.always ?? {};
  const ends = [from, to, ...(invariant.except ?? []).flatMap((item: Json) => [item.from, item.to])].flat();
  const named = ends.flatMap((spec: Json) => spec?.addresses ?? []);
  return [...new Set<string>(named.filter((text: string) => !text.includes('/')))];
}

/** Worlds in which another pod has an address, or a node. */
function atAddress(item: AssumptionCase, address: string): Without {
  const holder = item.objects.find(({ status }) => status?.podIP === address);
  const objects = item.objects.map((object) => (object === holder ? { ...object, status: undefined } : object));
  const here = (spec: Json): Json => (spec?.addresses?.includes(address) ? { pods: { at: 'here' } } : spec);
  const each = (end: Json): Json => (Array.isArray(end) ? end.map(here) : here(end));
  const ends = (body: Json): Json => JSON.parse(JSON.stringify({ ...body, from: each(body.from), to: each(body.to) }));
  const { never, always, except = [] } = item.invariant;
  // an exception about an address stays one about what has it
  const invariant = { ...item.invariant, ...(never && { never: ends(never) }), ...(always && { always: ends(always) }), except: except.map(ends) };
  const status = { podIP: address, podIPs: [{ ip: address }, { ip: 'fd00:10:244::8' }] };
  const placed = (object: Json): Json => ({ ...object, metadata: { ...object.metadata, name: `at-${object.metadata.name}`, labels: { ...object.metadata.labels, at: 'here' } }, status });
  const strangers = (pods: Json[]) => [...pods, ...pods.flatMap((object) => (object.kind === 'Pod' ? [placed(object)] : []))];
  return {
    key: `${holder === undefined ? 'address-outside' : 'address-holder'} ${address}/32`,
    worlds: [{ item: { ...item, objects, invariant }, strangers }, { item: { ...item, objects }, outside: [address], breaks: atNode(item, address) }],
  };
}

/** Whether a packet to or from an address would be treated otherwise, were it a node's, or that of a Service, which may lead to any pod and port. */
function atNode(item: AssumptionCase, address: string): World['breaks'] {
  const body = item.invariant.never ?? item.invariant.always;
  const isNamed = { from: names(body.from, address), to: names(body.to, address) };
  const has = (end: OracleEnd) => end.external && end.address.value === external(address).address.value;
  return (cluster, source, destination, packet) => {
    const node = cluster.find('kube-system', 'rewriter');
    const judged = (from: OracleEnd, to: OracleEnd, at = packet) => judgePair(cluster, from, to, undefined, readingOf(item))(at) !== (item.invariant.never ? 'denied' : 'allowed');
    if (isNamed.from && has(source) && !destination.external) return judged(node, destination);
    if (!isNamed.to || !has(destination) || source.external) return false;
    return judged(source, node) || cluster.pods.some((pod) => pod !== source && PORTS.some((port) => judged(source, pod, { ...packet, port })));
  };
}

function names(end: Json, address: string): boolean {
  return [end].flat().some((spec) => spec?.addresses?.includes(address));
}

const SUBJECTS = ['n1', 'n2', 'n3', 'never-heard-of-none', 'never-heard-of-p', 'never-heard-of-q', 'never-heard-of-zz'];
const admin = (action: string): Json => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind: 'AdminNetworkPolicy',
  metadata: { name: 'added' },
  spec: {
    priority: 0,
    subject: { namespaces: {} },
    ingress: [{ action, from: [{ namespaces: {} }] }],
    egress: [{ action, to: [{ namespaces: {} }] }],
  },
});
const network = (rules: Json[], policyTypes = ['Ingress', 'Egress']): Json[] => SUBJECTS.map((namespace) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name: 'added' },
  spec: { podSelector: {}, policyTypes, ingress: rules, egress: rules },
}));
const UNREAD = [{ apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'added' }, spec: {} }];
/** Policies of which nothing is known, those that open all, those that close all, and those that isolate one way. */
const ADDED = [[admin('Allow'), ...network([{}])], [admin('Allow')], [admin('Deny')], network([]), ...['Ingress', 'Egress'].flatMap((type) => [network([], [type]), [admin('Allow'), ...network([], [type])]])];
