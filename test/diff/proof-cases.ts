/** Random pairs of a small cluster and an invariant: few words, so that everything that could be created can be listed. */
import { Random } from './generate/random';

type Json = any;

export interface ProofCase {
  readonly objects: readonly Json[];
  /** One item of a file of invariants. */
  readonly invariant: Json;
  /** Whether blocks are about addresses outside only; otherwise the words of the API leave it open. */
  readonly blocksMeanPods: 'no' | 'unknown';
  /** Whether something of the input leaves answers open. */
  readonly hasUnknownInput: boolean;
}

export const POD_LABELS: Readonly<Record<string, readonly string[]>> = { app: ['a', 'b'], tier: ['x', 'y'] };
export const NAMESPACE_VALUES = ['p', 'q'];
/** The last one never exists. */
export const NAMES = ['n1', 'n2', 'n3'];
const NAME_LABEL = 'kubernetes.io/metadata.name';
export const PORTS = [53, 80, 443, 8080];
export const OUTSIDE = ['203.0.113.1', '203.0.113.200', '198.51.100.7', '192.0.2.1', '2001:db8::1'];

const BLOCKS = [{ cidr: '0.0.0.0/0' }, { cidr: '203.0.113.0/24' }, { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }, { cidr: '2001:db8::/32' }, { cidr: '198.51.100.7/32' }];

function labels(random: Random): Json {
  const own: Json = {};
  for (const [key, values] of Object.entries(POD_LABELS)) if (random.chance(0.6)) own[key] = random.pick(values);
  return own;
}

function expression(random: Random, key: string, values: readonly string[]): Json {
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  return { key, operator, ...(operator.endsWith('In') && { values: random.sample(values, random.between(1, 2)) }) };
}

function podSelector(random: Random): Json {
  if (random.chance(0.15)) return {};
  const key = random.pick(Object.keys(POD_LABELS));
  if (random.chance(0.25)) return { matchExpressions: [expression(random, key, POD_LABELS[key])] };
  const matchLabels: Json = { [key]: random.pick(POD_LABELS[key]) };
  if (random.chance(0.2)) matchLabels[key === 'app' ? 'tier' : 'app'] = random.pick(POD_LABELS[key === 'app' ? 'tier' : 'app']);
  return { matchLabels };
}

function namespaceSelector(random: Random): Json {
  const kind = random.below(10);
  if (kind < 2) return {};
  if (kind < 6) return { matchLabels: { [NAME_LABEL]: random.pick(NAMES) } };
  if (kind < 8) return { matchLabels: { env: random.pick(NAMESPACE_VALUES) } };
  return { matchExpressions: [random.chance(0.5) ? expression(random, 'env', NAMESPACE_VALUES) : expression(random, NAME_LABEL, NAMES)] };
}

function peer(random: Random, blocks: boolean): Json {
  const kind = random.below(10);
  if (blocks && kind < 3) return { ipBlock: random.pick(BLOCKS) };
  if (kind < 5) return { podSelector: podSelector(random) };
  if (kind < 7) return { namespaceSelector: namespaceSelector(random) };
  return { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) };
}

function port(random: Random, names: boolean): Json {
  if (names && random.chance(0.3)) return { port: random.pick(['http', 'dns']), protocol: random.pick(['TCP', 'UDP']) };
  const item: Json = { port: random.pick(PORTS), protocol: random.pick(['TCP', 'TCP', 'UDP', 'SCTP']) };
  if (random.chance(0.2)) item.endPort = 8080;
  return item;
}

interface Shape {
  readonly blocks: boolean;
  readonly names: boolean;
}

function rules(random: Random, field: string, { blocks, names }: Shape): Json[] {
  return random.times(random.between(0, 2), () => {
    const rule: Json = {};
    if (random.chance(0.9)) rule[field] = random.times(random.between(1, 2), () => peer(random, blocks));
    if (random.chance(0.6)) rule.ports = random.times(random.between(1, 2), () => port(random, names));
    return rule;
  });
}

function networkPolicy(random: Random, name: string, namespaces: readonly string[], shape: Shape): Json {
  const policyTypes = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]);
  const spec: Json = { podSelector: podSelector(random), policyTypes };
  if (policyTypes.includes('Ingress')) spec.ingress = rules(random, 'from', shape);
  if (policyTypes.includes('Egress')) spec.egress = rules(random, 'to', shape);
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: random.pick(namespaces), name }, spec };
}

function scope(random: Random): Json {
  if (random.chance(0.5)) return { namespaces: namespaceSelector(random) };
  return { pods: { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) } };
}

function adminPolicy(random: Random, priority: number | undefined, shape: Shape): Json {
  const rule = (field: string): Json => {
    const item: Json = { action: random.pick(priority === undefined ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass']), [field]: [scope(random)] };
    if (random.chance(0.6)) item.ports = [shape.names && random.chance(0.3) ? { namedPort: 'http' } : { portNumber: { port: random.pick(PORTS), protocol: random.pick(['TCP', 'UDP']) } }];
    return item;
  };
  const spec: Json = { subject: scope(random), ...(priority !== undefined && { priority }) };
  if (random.chance(0.7)) spec.ingress = random.times(random.between(1, 2), () => rule('from'));
  if (random.chance(0.7)) spec.egress = random.times(random.between(1, 2), () => rule('to'));
  const kind = priority === undefined ? 'BaselineAdminNetworkPolicy' : 'AdminNetworkPolicy';
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name: priority === undefined ? 'default' : `admin-${priority}` }, spec };
}

function pod(random: Random, i: number, namespaces: readonly string[], shape: Shape, hosts: boolean): Json {
  const ports = shape.names && random.chance(0.6) ? [{ name: random.pick(['http', 'dns']), containerPort: random.pick(PORTS), protocol: random.pick(['TCP', 'UDP']) }] : [];
  const spec: Json = { containers: [{ name: 'main', ...(ports.length > 0 && { ports }) }] };
  if (hosts && random.chance(0.3)) spec.hostNetwork = true;
  const metadata = { namespace: random.pick(namespaces), name: `pod-${i}`, labels: labels(random) };
  if (random.chance(0.3)) return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace: metadata.namespace, name: metadata.name }, spec: { replicas: random.between(1, 2), template: { metadata: { labels: metadata.labels }, spec } } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

function end(random: Random, namespaces: readonly string[], depth = 0): Json {
  const kind = random.below(12);
  if (kind < 3) return { namespace: random.pick(namespaces) };
  if (kind < 6) return { namespace: random.pick(namespaces), pods: labelsOrSelector(random) };
  if (kind < 7) return { pods: labelsOrSelector(random) };
  if (kind < 8) return { namespaces: random.chance(0.5) ? { env: random.pick(NAMESPACE_VALUES) } : namespaceSelectorOf(random) };
  if (kind < 9) return { addresses: [random.pick(['203.0.113.0/24', '203.0.113.200', '0.0.0.0/0', '2001:db8::/32'])] };
  if (kind < 10) return { pods: {}, isolated: random.pick(['ingress', 'egress']) };
  return depth === 0 ? { outside: end(random, namespaces, 1) } : { namespace: random.pick(namespaces) };
}

function labelsOrSelector(random: Random): Json {
  const selector = podSelector(random);
  return selector.matchLabels && random.chance(0.7) ? selector.matchLabels : selector;
}

function namespaceSelectorOf(random: Random): Json {
  const selector = namespaceSelector(random);
  return selector.matchLabels || selector.matchExpressions ? selector : {};
}

function traffic(random: Random): string[] | undefined {
  if (random.chance(0.4)) return undefined;
  return random.times(random.between(1, 2), () => random.pick([`TCP ${random.pick(PORTS)}`, 'UDP 53', 'TCP 80-443', 'UDP', 'SCTP']));
}

function body(random: Random, namespaces: readonly string[], fromShare = 0.8): Json {
  const result: Json = {};
  if (random.chance(fromShare)) result.from = random.chance(0.85) ? end(random, namespaces) : [end(random, namespaces), end(random, namespaces)];
  if (result.from === undefined || random.chance(0.8)) result.to = end(random, namespaces);
  const some = traffic(random);
  if (some !== undefined) result.traffic = some;
  return result;
}

function invariant(random: Random, namespaces: readonly string[]): Json {
  const kind = random.below(20);
  const except = random.times(random.chance(0.5) ? 0 : random.between(1, 2), () => body(random, namespaces, 0.6));
  const rest = except.length > 0 ? { except } : {};
  if (kind < 13) return { id: 'the-invariant', never: body(random, namespaces), ...rest };
  if (kind < 18) return { id: 'the-invariant', always: body(random, namespaces), ...rest };
  return { id: 'the-invariant', isolated: { ...(random.chance(0.8) && { pods: podEnd(random, namespaces) }), directions: random.pick([['ingress'], ['egress'], ['ingress', 'egress']]) } };
}

function podEnd(random: Random, namespaces: readonly string[]): Json {
  for (;;) {
    const candidate = end(random, namespaces);
    if (candidate.addresses === undefined) return candidate;
  }
}

/** Policies that close a namespace but for a named gateway, so that many invariants hold. */
function closing(random: Random, namespace: string): Json[] {
  const from: Json[] = [{ podSelector: {} }];
  if (random.chance(0.6)) from.push({ namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) });
  return [{
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: 'closed' },
    spec: { podSelector: {}, policyTypes: random.pick([['Ingress'], ['Ingress', 'Egress']]), ingress: [{ from, ...(random.chance(0.5) && { ports: [{ port: 443 }] }) }], egress: random.chance(0.5) ? [{ to: [{ podSelector: {} }] }] : [] },
  }];
}

export function generateProofCase(seed: number, index: number): ProofCase {
  const random = new Random(seed, index);
  const blocksMeanPods = random.chance(0.7) ? 'no' : 'unknown';
  const shape = { blocks: random.chance(0.4), names: random.chance(0.3) };
  const hosts = random.chance(0.08);
  const namespaces = NAMES.slice(0, random.between(1, 2));
  const declared = namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(random.chance(0.7) && { labels: { env: random.pick(NAMESPACE_VALUES) } }) } }));
  const pods = random.times(random.between(1, 4), (i) => pod(random, i, namespaces, shape, hosts));
  const policies = random.times(random.between(0, 3), (i) => networkPolicy(random, `policy-${i}`, namespaces, shape));
  if (random.chance(0.65)) policies.push(...closing(random, namespaces[0]));
  if (random.chance(0.2)) policies.push(adminPolicy(random, 10, shape));
  if (random.chance(0.1)) policies.push(adminPolicy(random, 20, shape));
  if (random.chance(0.15)) policies.push(adminPolicy(random, undefined, shape));
  const foreign = random.chance(0.03) ? [{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { namespace: namespaces[0], name: 'foreign' }, spec: {} }] : [];
  const objects = JSON.parse(JSON.stringify([...declared, ...pods, ...policies, ...foreign]));
  const openBlocks = blocksMeanPods === 'unknown' && JSON.stringify(policies).includes('ipBlock');
  const hasHost = JSON.stringify(pods).includes('hostNetwork');
  const hasUnknownInput = openBlocks || hasHost || foreign.length > 0;
  return { objects, invariant: JSON.parse(JSON.stringify(invariant(random, namespaces))), blocksMeanPods, hasUnknownInput };
}
