import type { Random } from './random';
import { NAMESPACE_LABELS, NAME_LABEL, POD_LABELS, PORT_NAMES } from './vocabulary';

type Json = any;

/** Blocks of one family each, none of which is everything. */
const V4 = ['10.0.0.0/8', '10.0.1.0/24', '10.0.1.2/32', '192.0.2.0/24', '192.0.2.77/25', '198.51.100.7', '128.0.0.0/1'];
const V6 = ['2001:db8::/32', '2001:db8::/113', 'fd00:1::/64', 'fd00::/8', 'fd00:1::2'];

function comparison(random: Random, labels: Readonly<Record<string, readonly string[]>>): string {
  const key = random.pick(Object.keys(labels));
  const value = random.pick([...labels[key], 'other']);
  const some = random.sample([...labels[key], 'other'], random.between(0, 2)).map((one) => `"${one}"`).join(', ');
  const part = value.slice(0, 2);
  return random.pick([
    `${key} == '${value}'`, `${key} == '${value}'`, `${key} != '${value}'`, `has(${key})`, `!has(${key})`, `${key} in {${some}}`, `${key} not in {${some}}`, `${key}notin{${some}}`,
    `${key} contains '${part}'`, `${key} starts with '${part}'`, `${key} endswith '${part}'`, `!${key} starts with '${value}'`,
  ]);
}

/** A text of the selector language. */
function selector(random: Random, labels: Readonly<Record<string, readonly string[]>>, depth = 0): string {
  const kind = random.below(depth > 1 ? 6 : 10);
  if (kind === 0) return 'all()';
  if (kind < 6) return comparison(random, labels);
  const [a, b] = [selector(random, labels, depth + 1), selector(random, labels, depth + 1)];
  return random.pick([`${a} && ${b}`, `${a} || ${b}`, `!(${a} || ${b})`, `(${a}) && (${b})`, `!(${a} && ${b})`]);
}

const POD_KEYS = { ...POD_LABELS, 'projectcalico.org/namespace': ['blue', 'red'], 'projectcalico.org/orchestrator': ['k8s'] };
const NAMESPACE_KEYS = { ...NAMESPACE_LABELS, [NAME_LABEL]: ['blue', 'green'], 'projectcalico.org/name': ['red', 'default'] };
const ofPods = (random: Random) => selector(random, random.chance(0.15) ? POD_KEYS : POD_LABELS);
const ofNamespaces = (random: Random) => {
  const kind = random.below(10);
  return kind === 0 ? 'all()' : kind === 1 ? 'global()' : selector(random, NAMESPACE_KEYS).replace(/all\(\)/g, 'has(env)');
};

function port(random: Random, ports: readonly number[]): Json {
  const [a, b] = random.sample([...ports, 65535], 2).sort((x, y) => x - y);
  return random.pick([a, b, `${a}:${b}`, random.pick(PORT_NAMES)]);
}

function end(random: Random, nets: readonly string[], ports: readonly number[] | undefined): Json {
  const result: Json = {};
  if (random.chance(0.4)) result.selector = ofPods(random);
  if (random.chance(0.15)) result.notSelector = ofPods(random);
  if (random.chance(0.25)) result.namespaceSelector = ofNamespaces(random);
  if (random.chance(0.2)) result.nets = random.sample(nets, random.between(1, 2));
  if (random.chance(0.12)) result.notNets = random.sample(nets, 1);
  if (random.chance(0.06)) result.serviceAccounts = { names: random.sample(['default', 'robot'], random.between(1, 2)) };
  if (ports !== undefined && random.chance(0.5)) result.ports = random.times(random.between(1, 2), () => port(random, ports));
  if (ports !== undefined && random.chance(0.15)) result.notPorts = [port(random, ports)];
  return result;
}

function rule(random: Random, direction: 'ingress' | 'egress', ports: readonly number[]): Json {
  const result: Json = { action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log']) };
  const nets = random.chance(0.75) ? V4 : V6;
  if (random.chance(0.7)) result.protocol = random.pick(['TCP', 'TCP', 'UDP', 'SCTP']);
  else if (random.chance(0.2)) result.notProtocol = random.pick(['TCP', 17]);
  else if (random.chance(0.1)) result.protocol = 'ICMP';
  const isPorted = typeof result.protocol === 'string' && result.protocol !== 'ICMP';
  const [own, other] = direction === 'ingress' ? ['destination', 'source'] : ['source', 'destination'];
  if (random.chance(0.75)) result[other] = end(random, nets, isPorted && other === 'destination' ? ports : undefined);
  if (random.chance(0.3) || (own === 'destination' && isPorted && random.chance(0.5))) result[own] = end(random, nets, isPorted && own === 'destination' ? ports : undefined);
  if (random.chance(0.04)) result.ipVersion = nets === V4 ? 4 : 6;
  if (isPorted && random.chance(0.04)) result.source = { ...result.source, ports: [random.pick(ports)] };
  if (direction === 'egress' && random.chance(0.04)) result.destination = { services: { name: random.pick(['calico-svc', 'missing']), namespace: 'blue' } };
  if (result.action === 'Allow' && result.protocol === 'TCP' && random.chance(0.04)) result.http = { methods: ['GET'] };
  return result;
}

/** What the API server refuses. */
const SPOILED: readonly ((spec: Json) => void)[] = [
  (spec) => { spec.selector = 'app = \'web\''; },
  (spec) => { spec.ingress = [{ action: 'Allow', source: { selector: 'has(app' } }]; },
  (spec) => { spec.ingress = [{ action: 'Allow', destination: { ports: [80] } }]; },
  (spec) => { spec.egress = [{ action: 'Deny', destination: { nets: ['10.0.0.0/8', 'fd00::/8'] } }]; },
  (spec) => { spec.egress = [{ action: 'Deny', destination: { notNets: ['0.0.0.0/0'] } }]; },
  (spec) => { spec.tier = 'missing'; },
];

/** A policy of Calico: of a namespace, or of the whole cluster. */
function calicoPolicy(random: Random, name: string, namespaces: readonly string[], tiers: readonly string[], ports: readonly number[]): Json {
  const namespaced = random.chance(0.6);
  const spec: Json = {};
  if (random.chance(0.8)) spec.selector = ofPods(random);
  if (!namespaced && random.chance(0.4)) spec.namespaceSelector = ofNamespaces(random);
  const tier = random.pick([...tiers, 'default', undefined]);
  if (tier !== undefined) spec.tier = tier;
  if (random.chance(0.8)) spec.order = random.pick([1, 2, 10, 10, 999, 1000, 1001]);
  if (random.chance(0.6)) spec.types = random.sample(['Ingress', 'Egress'], random.between(1, 2));
  for (const direction of ['ingress', 'egress'] as const) if (random.chance(0.7)) spec[direction] = random.times(random.between(0, 3), () => rule(random, direction, ports));
  if (random.chance(0.04)) random.pick(SPOILED)(spec);
  return {
    apiVersion: random.chance(0.85) ? 'projectcalico.org/v3' : 'crd.projectcalico.org/v1',
    kind: namespaced ? 'NetworkPolicy' : 'GlobalNetworkPolicy',
    metadata: namespaced ? { namespace: random.pick(namespaces), name } : { name },
    spec,
  };
}

/** Policies of Calico with their tiers and sets; all namespaces are declared, so that it does not matter in which parts a selector is judged. */
export function calicoObjects(random: Random, namespaces: readonly string[], ports: readonly number[], declared: ReadonlySet<string>): Json[] {
  const v3 = (kind: string, metadata: Json, spec: Json): Json => ({ apiVersion: 'projectcalico.org/v3', kind, metadata, spec });
  const tiers = random.sample(['first', 'second', 'late'], random.between(0, 3));
  const written = tiers.map((name) => v3('Tier', { name }, {
    ...(random.chance(0.9) && { order: random.pick([10, 500, 2000, 2_000_000, 20_000_000]) }), ...(random.chance(0.6) && { defaultAction: random.pick(['Deny', 'Pass']) }),
  }));
  const sets = [
    v3('GlobalNetworkSet', { name: 'all', labels: { app: 'web', role: 'x' } }, { nets: random.sample(V4, 2) }),
    v3('NetworkSet', { name: 'own', namespace: random.pick(namespaces), labels: { app: 'api' } }, { nets: random.sample(random.pick([V4, V6]), 1) }),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'calico-svc', namespace: 'blue' }, spec: { selector: { app: 'web' }, ports: [{ port: 1, targetPort: random.pick(ports) }, { port: 2, targetPort: 'http', name: 'two' }] } },
  ].filter(() => random.chance(0.5));
  const policies = random.times(random.between(1, 5), (i) => calicoPolicy(random, `calico${i}`, namespaces, tiers, ports));
  // where policies of one order disagree, their names decide, or nothing does
  if (random.chance(0.25)) for (const { spec } of policies.slice(1)) [spec.tier, spec.order] = [policies[0].spec.tier, policies[0].spec.order];
  const spaces = [...new Set([...namespaces, 'blue'])].filter((name) => !declared.has(name)).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  return [...spaces, ...written, ...sets, ...policies];
}
