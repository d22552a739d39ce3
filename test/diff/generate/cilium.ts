import type { Random } from './random';
import { podSelector } from './selectors';
import { NAMESPACE_LABELS, NAME_LABEL, NETWORKS, POD_LABELS, PORT_NAMES, V4_BLOCKS, V6_BLOCKS } from './vocabulary';

type Json = any;

const OF_NAMESPACE = 'io.cilium.k8s.namespace.labels.';
/** Keys that selectors of Cilium use beside those of pods, with values. */
const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['io.kubernetes.pod.namespace', ['blue', 'green', 'red']],
  ['k8s:io.kubernetes.pod.namespace', ['blue', 'green', 'default']],
  ...Object.entries(NAMESPACE_LABELS).map(([key, values]) => [`k8s:${OF_NAMESPACE}${key}`, values] as const),
  [`${OF_NAMESPACE}${NAME_LABEL}`, ['blue', 'red']],
  ['io.cilium.k8s.policy.cluster', ['default', 'far']],
  ['io.cilium.k8s.policy.serviceaccount', ['default', 'robot']],
  ['pod-template-hash', ['abc']],
  ['reserved:world', ['']], ['reserved:host', ['']], ['reserved:remote-node', ['']], ['reserved:init', ['']], ['container:app', ['web']],
];

function expression(random: Random, key: string, values: readonly string[]): Json {
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  return operator === 'In' || operator === 'NotIn' ? { key, operator, values: random.sample([...values, 'other'], random.between(1, 2)) } : { key, operator };
}

/** A selector of identities: labels of pods with and without a source, and other keys. */
function identitySelector(random: Random): Json {
  if (random.chance(0.2)) return {};
  const result: Json = { matchLabels: {}, matchExpressions: [] };
  const add = (key: string, values: readonly string[]) => {
    if (random.chance(0.6)) result.matchLabels[key] = random.chance(0.04) ? null : random.pick(values);
    else result.matchExpressions.push(expression(random, key, values));
  };
  for (const key of random.sample(Object.keys(POD_LABELS), random.between(0, 2))) add(random.pick(['', '', 'k8s:', 'any:']) + key, POD_LABELS[key]);
  if (random.chance(0.4)) add(...random.pick(KEYS));
  return result;
}

const ENTITIES = ['all', 'world', 'world', 'cluster', 'cluster', 'host', 'remote-node', 'kube-apiserver', 'none', 'health'];

function cidrSet(random: Random): Json {
  const kind = random.below(8);
  const except = random.chance(0.4) ? { except: [random.pick(['192.0.2.0/25', '10.0.1.0/24'])] } : {};
  if (kind === 0) return { cidrGroupRef: random.pick(['g', 'missing']), ...except };
  if (kind === 1) return { cidrGroupSelector: { matchLabels: { zone: random.pick(['x', 'y']) } } };
  const { cidr, holes } = random.pick(random.chance(0.7) ? V4_BLOCKS : V6_BLOCKS);
  // the agent takes no zeros in front, and a block of IPv4 in the form of IPv6 is left to other tests
  if (/\.0\d|ffff:/.test(cidr)) return { cidr: '192.0.2.0/24' };
  return { cidr, ...(holes.length > 0 && random.chance(0.5) && { except: random.sample(holes, random.between(1, 2)) }) };
}

function peers(random: Random, prefix: 'from' | 'to', denies: boolean): Json {
  const many = (make: () => Json) => random.times(random.chance(0.7) ? 1 : 2, make);
  const kind = random.below(20);
  if (kind < 7) return { [`${prefix}Endpoints`]: many(() => identitySelector(random)) };
  if (kind < 9) return { [`${prefix}CIDR`]: many(() => random.pick(NETWORKS)) };
  if (kind < 12) return { [`${prefix}CIDRSet`]: many(() => cidrSet(random)) };
  if (kind < 16) return { [`${prefix}Entities`]: random.sample(ENTITIES, random.between(1, 2)) };
  // beside a filled list, an empty one still makes the rule mean no one
  if (kind < 17) return { [random.pick([`${prefix}Endpoints`, `${prefix}CIDR`])]: [], ...(random.chance(0.6) && { [`${prefix}Entities`]: [random.pick(ENTITIES)] }) };
  if (kind < 18 && prefix === 'to') return { toServices: [{ k8sService: { serviceName: random.pick(['svc', 'missing']), namespace: 'blue' } }] };
  if (kind < 19 && prefix === 'to' && !denies) return { toFQDNs: [random.pick([{ matchName: 'example.com' }, { matchPattern: '*.example.com' }])] };
  return {};
}

function port(random: Random, ports: readonly number[]): Json {
  const protocol = random.chance(0.7) ? { protocol: random.pick(['TCP', 'UDP', 'SCTP', 'ANY']) } : {};
  if (random.chance(0.25)) return { port: random.pick([...PORT_NAMES, 'HTTP']), ...protocol };
  const number = random.pick([...ports, 0]);
  const text = random.chance(0.1) ? `0${number.toString(8)}` : String(number);
  return { port: text, ...protocol, ...(random.chance(0.3) && { endPort: random.pick([...ports, 0, 65535]) }) };
}

function portItem(random: Random, ports: readonly number[], prefix: string, denies: boolean): Json {
  if (random.chance(0.05)) return random.pick([{}, { ports: [] }]);
  if (!denies && random.chance(0.15)) {
    const first = { port: String(random.pick(ports)), protocol: 'TCP' };
    return random.chance(0.5) || prefix === 'from' ? { ports: [first], rules: { http: [{ path: '/' }] } } : { ports: [first], rules: { dns: [{ matchPattern: random.pick(['*', '*.example.com']) }] } };
  }
  return { ports: random.times(random.chance(0.7) ? 1 : 2, () => port(random, ports)) };
}

function section(random: Random, prefix: 'from' | 'to', denies: boolean, ports: readonly number[]): Json {
  return random.times(random.chance(0.7) ? 1 : 2, () => {
    if (random.chance(0.08)) return {};
    const rule = peers(random, prefix, denies);
    if (random.chance(0.06)) return { ...rule, icmps: [{ fields: [{ type: 8 }] }] };
    return random.chance(0.55) ? { ...rule, toPorts: random.times(random.chance(0.8) ? 1 : 2, () => portItem(random, ports, prefix, denies)) } : rule;
  });
}

function spec(random: Random, ports: readonly number[]): Json {
  const result: Json = { endpointSelector: random.chance(0.6) ? podSelector(random) : identitySelector(random) };
  // an expression of the kinds of the API may have no values, which this one refuses
  delete result.endpointSelector.matchExpressions;
  for (const [name, prefix] of [['ingress', 'from'], ['egress', 'to']] as const) {
    if (random.chance(0.6)) result[name] = section(random, prefix, false, ports);
    if (random.chance(0.35)) result[`${name}Deny`] = section(random, prefix, true, ports);
  }
  if (Object.keys(result).length === 1) result.ingress = [{}];
  if (random.chance(0.35)) result.enableDefaultDeny = random.sample(['ingress', 'egress'], random.between(1, 2)).reduce((all: Json, one) => ({ ...all, [one]: random.chance(0.25) }), {});
  return result;
}

/** What the agent refuses, though the API server stores it. */
const SPOILED: readonly ((spec: Json) => void)[] = [
  (one) => { one.ingress = [{ fromEndpoints: [{}], fromEntities: ['all'] }]; },
  (one) => { one.egress = [{ toCIDRSet: [{ cidr: '10.0.0.0/16', except: ['10.0.0.0/8'] }] }]; },
  (one) => { one.ingress = [{ toPorts: [{ ports: [{ port: '70000' }] }] }]; },
  (one) => { one.ingress = [{ icmps: [{ fields: [{ type: 8 }] }], toPorts: [{ ports: [{ port: '80' }] }] }]; },
  (one) => { one.endpointSelector = { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }; },
  (one) => { one.ingress = []; one.egress = []; delete one.ingressDeny; delete one.egressDeny; },
  (one) => { one.ingress = [{ from: [{}] }]; },
  (one) => { one.ingress = [{ fromEntities: ['internet'] }]; },
];

/** A policy of Cilium: of a namespace, or of the whole cluster. */
export function ciliumPolicy(random: Random, name: string, namespaces: readonly string[], ports: readonly number[]): Json {
  const namespaced = random.chance(0.7);
  const object: Json = {
    apiVersion: 'cilium.io/v2',
    kind: namespaced ? 'CiliumNetworkPolicy' : 'CiliumClusterwideNetworkPolicy',
    metadata: namespaced ? { namespace: random.pick(namespaces), name } : { name },
  };
  if (random.chance(0.15)) object.specs = [spec(random, ports), spec(random, ports)];
  else object.spec = spec(random, ports);
  if (random.chance(0.05)) random.pick(SPOILED)(object.spec ?? object.specs[1]);
  if (!namespaced && random.chance(0.05) && object.spec !== undefined) {
    object.spec.nodeSelector = object.spec.endpointSelector;
    delete object.spec.endpointSelector;
  }
  return object;
}

/** What rules of Cilium name. */
export function ciliumGroups(random: Random): Json[] {
  const group = { apiVersion: 'cilium.io/v2', kind: 'CiliumCIDRGroup', metadata: { name: 'g', labels: { zone: 'x' } }, spec: { externalCIDRs: ['192.0.2.0/24', '2001:db8::/32'] } };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'svc', namespace: 'blue' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } };
  return [group, service].filter(() => random.chance(0.6));
}
