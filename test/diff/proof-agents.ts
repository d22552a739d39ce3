/** Policies of one agent's own language in a case of the proofs, in the few words of these. */
import type { Random } from './generate/random';
import { NAMES, NAMESPACE_VALUES, POD_LABELS, PORTS, type ProofCase } from './proof-cases';

type Json = any;

const BLOCKS = ['203.0.113.0/24', '203.0.113.128/25', '198.51.100.7/32', '2001:db8::/32'];

function someLabels(random: Random): Json {
  const keys = random.sample(Object.keys(POD_LABELS), random.pick([0, 1, 1, 1, 2]));
  return Object.fromEntries(keys.map((key) => [key, random.pick(POD_LABELS[key])]));
}

function ciliumPeer(random: Random, prefix: string): Json {
  const kind = random.below(10);
  if (kind < 2) return { [`${prefix}CIDR`]: [random.pick(BLOCKS)] };
  if (kind < 4) return { [`${prefix}Entities`]: [random.pick(['world', 'all', 'cluster'])] };
  const where: Json = random.pick([
    {}, {}, { 'k8s:io.kubernetes.pod.namespace': random.pick(NAMES) }, { 'k8s:io.cilium.k8s.namespace.labels.env': random.pick(NAMESPACE_VALUES) },
  ]);
  return { [`${prefix}Endpoints`]: [{ matchLabels: { ...someLabels(random), ...where } }] };
}

function ciliumRules(random: Random, prefix: string): Json[] {
  const toPorts = () => [{ ports: [{ port: String(random.pick(PORTS)), protocol: random.pick(['TCP', 'UDP', 'ANY']) }] }];
  return random.times(random.between(1, 2), () => ({ ...ciliumPeer(random, prefix), ...(random.chance(0.5) && { toPorts: toPorts() }) }));
}

function cilium(random: Random, i: number, namespaces: readonly string[]): Json {
  const isOfCluster = random.chance(0.35);
  const spec: Json = { endpointSelector: { matchLabels: someLabels(random) } };
  for (const [name, prefix] of [['ingress', 'from'], ['egress', 'to']]) {
    if (random.chance(0.6)) spec[name] = ciliumRules(random, prefix);
    if (random.chance(0.3)) spec[`${name}Deny`] = ciliumRules(random, prefix);
  }
  if (Object.keys(spec).length === 1) spec.ingress = [{}];
  if (random.chance(0.25)) spec.enableDefaultDeny = { [random.pick(['ingress', 'egress'])]: false };
  return {
    apiVersion: 'cilium.io/v2',
    kind: isOfCluster ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
    metadata: isOfCluster ? { name: `cilium-${i}` } : { namespace: random.pick(namespaces), name: `cilium-${i}` },
    spec,
  };
}

function comparison(random: Random, labels: Readonly<Record<string, readonly string[]>>): string {
  const key = random.pick(Object.keys(labels));
  const value = random.pick(labels[key]);
  return random.pick([`${key} == '${value}'`, `${key} == '${value}'`, `${key} != '${value}'`, `has(${key})`, `!has(${key})`]);
}

function calicoEnd(random: Random): Json {
  const kind = random.below(10);
  if (kind < 2) return { nets: [random.pick(BLOCKS)] };
  const where = random.pick([{}, { namespaceSelector: comparison(random, { env: NAMESPACE_VALUES }) }, { namespaceSelector: 'all()' }]);
  return { ...where, ...(random.chance(0.7) && { selector: comparison(random, POD_LABELS) }) };
}

function calico(random: Random, i: number, namespaces: readonly string[]): Json {
  const isOfCluster = random.chance(0.4);
  const rule = (direction: string): Json => {
    const [own, other] = direction === 'ingress' ? ['destination', 'source'] : ['source', 'destination'];
    const ports = random.chance(0.5) ? { ports: [random.pick(PORTS)] } : {};
    const ends: Json = { [other]: calicoEnd(random), [own]: {} };
    ends.destination = { ...ends.destination, ...ports };
    return {
      action: random.pick(['Allow', 'Allow', 'Deny', 'Pass']),
      ...('ports' in ends.destination && { protocol: random.pick(['TCP', 'UDP']) }),
      ...ends,
    };
  };
  const spec: Json = {
    selector: random.chance(0.7) ? comparison(random, POD_LABELS) : 'all()',
    order: 10 * i,
    types: random.sample(['Ingress', 'Egress'], random.between(1, 2)),
  };
  for (const type of spec.types) spec[type.toLowerCase()] = random.times(random.between(0, 2), () => rule(type.toLowerCase()));
  if (isOfCluster && random.chance(0.5)) spec.namespaceSelector = comparison(random, { env: NAMESPACE_VALUES });
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: isOfCluster ? 'GlobalNetworkPolicy' : 'NetworkPolicy',
    metadata: isOfCluster ? { name: `calico-${i}` } : { namespace: random.pick(namespaces), name: `calico-${i}` },
    spec,
  };
}

function antreaPeer(random: Random, isOfCluster: boolean): Json {
  const kind = random.below(10);
  if (kind < 2) return { ipBlock: { cidr: random.pick(BLOCKS) } };
  if (kind < 4 && isOfCluster) return { namespaces: random.pick([{ match: 'Self' }, { sameLabels: ['env'] }]) };
  const where = random.pick([{}, { namespaceSelector: { matchLabels: { env: random.pick(NAMESPACE_VALUES) } } }, { namespaceSelector: {} }]);
  return { ...where, podSelector: { matchLabels: someLabels(random) } };
}

function antrea(random: Random, i: number, namespaces: readonly string[]): Json {
  const isOfCluster = random.chance(0.6);
  const rules = (field: string, prefix: string): Json[] => random.times(random.between(1, 2), (n) => ({
    name: `${prefix}-${n}`,
    action: random.pick(['Allow', 'Allow', 'Drop', 'Reject', 'Pass']),
    ...(random.chance(0.85) && { [field]: [antreaPeer(random, isOfCluster)] }),
    ...(random.chance(0.5) && { ports: [{ protocol: random.pick(['TCP', 'UDP']), port: random.pick(PORTS) }] }),
  }));
  const applied: Json = { podSelector: { matchLabels: someLabels(random) } };
  if (isOfCluster && random.chance(0.5)) applied.namespaceSelector = { matchLabels: { env: random.pick(NAMESPACE_VALUES) } };
  const spec: Json = { priority: i + 1, tier: random.pick(['emergency', 'application', 'application']), appliedTo: [applied] };
  if (random.chance(0.7)) spec.ingress = rules('from', 'in');
  if (random.chance(0.7) || spec.ingress === undefined) spec.egress = rules('to', 'out');
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: isOfCluster ? 'ClusterNetworkPolicy' : 'NetworkPolicy',
    metadata: isOfCluster ? { name: `antrea-${i}` } : { namespace: random.pick(namespaces), name: `antrea-${i}` },
    spec,
  };
}

/** The case with some policies of one agent, and those of NetworkPolicy; the oracle does not judge which pods another language isolates. */
export function withAgent(random: Random, item: ProofCase): ProofCase {
  if (!random.chance(0.3) || JSON.stringify(item.invariant).includes('"isolated"')) return item;
  const written = random.pick([cilium, calico, antrea]);
  const namespaces = item.objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }): string => metadata.name);
  const kept = item.objects.filter(({ apiVersion }) => !/^(policy\.networking\.k8s\.io|cilium\.io)\//.test(apiVersion));
  const more = random.times(random.between(1, 3), (i) => written(random, i, namespaces));
  // blocks of these languages mean pods, too, or are said not to
  return { ...item, objects: [...kept, ...JSON.parse(JSON.stringify(more))], blocksMeanPods: 'unknown', hasUnknownInput: true };
}
