/** Facts that a cluster may hold beside a case: none of them changes what a policy says. */
import { madePods } from './made-pods';
import type { Made } from './made-pods';
import { Random } from './random';
import { EXTERNALS, NAMESPACES, NODE_LABELS, POD_LABELS } from './vocabulary';
import { namespaceObject } from './workloads';
import type { Case } from './index';

type Json = any;

/** What is stated beside the objects; as a configuration writes it. */
export interface StatedCompletion {
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly nodeRanges?: readonly string[];
  readonly complete?: boolean;
}

/** Kept as parts, so that each can be left out by itself. */
export interface Completion {
  readonly added: readonly Json[];
  /** The addresses of pods that have none, by `namespace/name`. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  /** The pods of templates, with what their controllers write. */
  readonly pods: readonly Made[];
  readonly facts: StatedCompletion;
}

const HOST_ADDRESSES = ['192.0.2.10', '2001:db8::1'];

function placeOf({ metadata }: Json): string {
  return `${metadata.namespace || 'default'}/${metadata.name}`;
}

/** A whole cluster that a case may be a part of. */
export function completionOf(seed: number, index: number, { objects }: Case): Completion {
  const random = new Random(seed + 15_485_863, index);
  const facts = random.chance(0.35);
  const namespaces = undeclared(objects).filter(() => random.chance(0.8)).map((name) => namespaceObject(random, name));
  const nodes = random.chance(0.6) ? newNodes(random, objects) : [];
  const pods = objects.filter((one) => isAlone(one, objects) && random.chance(0.6)).flatMap((one, i) => madePods(random, one, i));
  const scaled = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].includes(kind) && random.chance(0.3));
  const states = facts && random.chance(0.5);
  return JSON.parse(JSON.stringify({
    added: [
      ...(states ? [] : namespaces), ...nodes, ...scaled.map(autoscaler),
      ...random.times(random.between(0, 2), (i) => newPod(random, i)), ...services(random, objects),
    ],
    addresses: Object.fromEntries(objects.filter((one) => one.kind === 'Pod' && one.status?.podIPs === undefined && random.chance(0.6))
      .map((one, i) => [placeOf(one), one.spec.hostNetwork ? HOST_ADDRESSES : newAddresses(random, i + 50)])),
    pods,
    facts: facts ? {
      ...(states && { namespaces: Object.fromEntries(namespaces.map(({ metadata }) => [metadata.name, withoutNull(metadata.labels)])) }),
      ...(random.chance(0.4) && { nodeRanges: ['10.9.0.0/16', '192.0.2.0/24', '198.51.100.0/24', '2001:db8::/64'] }),
      ...(random.chance(0.4) && { complete: true }),
    } : {},
  }));
}

/** The objects of a case with its completion. */
export function complete(objects: readonly Json[], { added, addresses, pods }: Completion): Json[] {
  const shown = objects.map((object) => {
    const known = object.kind === 'Pod' ? addresses[placeOf(object)] : undefined;
    return known === undefined ? object : { ...object, status: { ...object.status, podIP: known[0], podIPs: known.map((ip) => ({ ip })) } };
  });
  const made = new Map([...pods.flatMap((one) => podsOf(one, objects))].map((object) => [`${object.kind}/${placeOf(object)}`, object]));
  return [...shown, ...added, ...made.values()];
}

function podsOf({ owner, above, pod }: Made, objects: readonly Json[]): Json[] {
  const object = objects.find((one) => one.kind === owner.kind && placeOf(one) === owner.place);
  if (object === undefined) return [];
  const template = object.kind === 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template;
  const { labels, ...metadata } = pod.metadata;
  const made = { ...pod, metadata: { ...metadata, labels: { ...template.metadata?.labels, ...labels } }, spec: { ...template.spec, ...pod.spec } };
  const ofAbove = { ...template, metadata: { ...template.metadata, labels: made.metadata.labels } };
  return [...(above === undefined ? [] : [{ ...above, spec: { ...above.spec, template: ofAbove } }]), made];
}

function withoutNull(labels: Json): Json {
  return Object.fromEntries(Object.entries(labels ?? {}).map(([key, value]) => [key, value ?? '']));
}

function undeclared(objects: readonly Json[]): string[] {
  return NAMESPACES.filter((name) => !objects.some(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name));
}

/** Whether an object is a template of which the input shows no pods. */
function isAlone({ kind, metadata }: Json, objects: readonly Json[]): boolean {
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'].includes(kind) || metadata.ownerReferences) return false;
  return !objects.some((one) => one.metadata.ownerReferences?.some((owner: Json) => owner.name === metadata.name || owner.name.startsWith(`${metadata.name}-`)));
}

/** Nodes with addresses that nothing else has: among them those that are asked about. */
function newNodes(random: Random, objects: readonly Json[]): Json[] {
  const held = JSON.stringify(objects.filter(({ kind }) => kind === 'Node'));
  const free = random.sample([...EXTERNALS.filter((ip) => /^(192\.0\.2|198|2001:db8::|10\.)/.test(ip)), ...HOST_ADDRESSES], 4).filter((ip) => !held.includes(`"${ip}"`));
  return [...new Set(free)].slice(0, random.between(1, 2)).map((address, i) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `more-${i}`, labels: random.pick(NODE_LABELS) },
    status: { addresses: [{ type: 'InternalIP', address }] },
  }));
}

function newAddresses(random: Random, number: number): string[] {
  const v4 = `10.0.${random.between(1, 3)}.${number}`;
  const v6 = `fd00:${random.between(1, 2)}::${number}`;
  return random.pick([[v4], [v4], [v6], [v4, v6], [v4, v6]]);
}

function autoscaler({ apiVersion, kind, metadata }: Json): Json {
  const { name, namespace } = metadata;
  return { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace }, spec: { scaleTargetRef: { apiVersion, kind, name }, minReplicas: 1, maxReplicas: 9 } };
}

function someLabels(random: Random): Json {
  return Object.fromEntries(Object.keys(POD_LABELS).filter(() => random.chance(0.6)).map((key) => [key, random.pick(POD_LABELS[key])]));
}

function newPod(random: Random, i: number): Json {
  const ports = [{ name: random.pick(['http', 'dns']), containerPort: random.pick([80, 53, 8080]) }];
  const podIPs = newAddresses(random, 200 + i).map((ip) => ({ ip }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `more-${i}`, namespace: random.pick(NAMESPACES), labels: someLabels(random) },
    spec: { containers: [{ name: 'main', image: 'registry.example/main', ports }] },
    status: { podIP: podIPs[0].ip, podIPs },
  };
}

const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/** Services, one of which may lead to one pod of a StatefulSet, and their slices. */
function services(random: Random, objects: readonly Json[]): Json[] {
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet');
  return random.times(random.between(0, 2), (i) => {
    const set = sets.length > 0 && random.chance(0.4) ? random.pick(sets) : undefined;
    const selector = set === undefined ? someLabels(random) : { [POD_NAME]: `${set.metadata.name}-${random.between(0, 2)}` };
    const metadata = { name: `more-${i}`, namespace: set?.metadata.namespace ?? random.pick(NAMESPACES) };
    const ports = [{ name: 'main', port: 80, protocol: 'TCP', targetPort: random.pick<number | string>([8080, 'http']) }];
    const [v4, v6] = [`10.96.0.${i + 1}`, `fd00:9::${i + 1}`];
    const addresses = random.pick([[v4], [v6], [v4, v6]]);
    // as the controller writes them: a slice for each family of the Service
    const slice = (addressType: string, suffix: string, endpoint: string): Json => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, name: `${metadata.name}-${suffix}`, labels: { 'kubernetes.io/service-name': metadata.name } },
      addressType,
      endpoints: [{ addresses: [endpoint], conditions: { ready: true } }],
      ports: [{ name: 'main', port: 8080, protocol: 'TCP' }],
    });
    return [
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ClusterIP', clusterIP: addresses[0], clusterIPs: addresses, selector, ports } },
      ...(addresses.includes(v4) ? [slice('IPv4', 'x2k4p', `10.0.1.${210 + i}`)] : []),
      ...(addresses.includes(v6) ? [slice('IPv6', 'q7w5z', `fd00:1::${210 + i}`)] : []),
    ];
  }).flat();
}
