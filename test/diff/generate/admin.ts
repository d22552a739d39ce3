import type { Random } from './random';
import { namespaceSelector, podSelector } from './selectors';
import { NETWORKS, PORT_NAMES, PROTOCOLS } from './vocabulary';

type Json = any;

/** Pods as a subject or a peer. */
export function endpoints(random: Random): Json {
  if (random.chance(0.5)) return { namespaces: namespaceSelector(random) };
  return { pods: { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) } };
}

const DOMAINS = [['example.com'], ['*.example.org', 'example.net']];

/** Whatever an egress rule may be about. */
export function egressPeer(random: Random, domains: boolean): Json {
  if (domains && random.chance(0.1)) return { domainNames: random.pick(DOMAINS) };
  if (random.chance(0.4)) return { networks: random.sample(NETWORKS, random.between(1, 2)) };
  return random.chance(0.12) ? { nodes: random.pick([{}, { matchLabels: { env: 'prod' } }]) } : endpoints(random);
}

function port(random: Random, ports: readonly number[], names: boolean): Json {
  const protocol = random.chance(0.6) ? { protocol: random.pick(PROTOCOLS) } : random.chance(0.1) ? { protocol: null } : {};
  if (names && random.chance(0.3)) return { namedPort: random.pick(PORT_NAMES) };
  if (random.chance(0.6)) return { portNumber: { ...protocol, port: random.pick(ports) } };
  const [start, end] = random.chance(0.2) ? [1, 65535] : random.sample(ports, 2).sort((a, b) => a - b);
  return { portRange: { ...protocol, start, end } };
}

function rule(random: Random, direction: 'from' | 'to', actions: readonly string[], ports: readonly number[]): Json {
  const domains = actions.includes('Pass');
  const peers = random.times(random.chance(0.75) ? 1 : 2, () => (direction === 'to' ? egressPeer(random, domains) : endpoints(random)));
  const result: Json = { action: random.pick(actions), [direction]: peers };
  if (random.chance(0.2)) result.name = 'a rule';
  // A name next to addresses is refused.
  const names = peers.every((item: Json) => !item.networks && !item.nodes && !item.domainNames);
  if (random.chance(0.6)) result.ports = random.times(random.chance(0.7) ? 1 : 2, () => port(random, ports, names));
  return result;
}

function rules(random: Random, direction: 'from' | 'to', actions: readonly string[], ports: readonly number[]): Json {
  if (random.chance(0.25)) return random.pick([undefined, null, []]);
  return random.times(random.between(1, 3), () => rule(random, direction, actions, ports));
}

const API = 'policy.networking.k8s.io/v1alpha1';
const ACTIONS = ['Allow', 'Deny', 'Deny', 'Pass'];

export function adminNetworkPolicy(random: Random, name: string, ports: readonly number[]): Json {
  const spec: Json = { priority: random.pick([0, 5, 5, 10, 1000]), subject: endpoints(random) };
  spec.ingress = rules(random, 'from', ACTIONS, ports);
  spec.egress = rules(random, 'to', ACTIONS, ports);
  return { apiVersion: API, kind: 'AdminNetworkPolicy', metadata: { name }, spec };
}

export function baselineAdminNetworkPolicy(random: Random, ports: readonly number[]): Json {
  const actions = ['Allow', 'Deny', 'Deny'];
  const spec: Json = { subject: endpoints(random), ingress: rules(random, 'from', actions, ports), egress: rules(random, 'to', actions, ports) };
  return { apiVersion: API, kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' }, spec };
}
