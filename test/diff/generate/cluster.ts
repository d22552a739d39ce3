import { egressPeer, endpoints } from './admin';
import type { Random } from './random';
import { podSelector } from './selectors';
import { PORT_NAMES } from './vocabulary';

type Json = any;

const ACTIONS = ['Accept', 'Deny', 'Deny', 'Pass'];

/** As a peer of v1alpha1, or without a selector of namespaces: then of all. */
function pods(random: Random): Json {
  return random.chance(0.15) ? { pods: { podSelector: podSelector(random) ?? {} } } : endpoints(random);
}

function protocol(random: Random, ports: readonly number[], names: boolean): Json {
  if (names && random.chance(0.35)) return { destinationNamedPort: random.pick(PORT_NAMES) };
  const field = random.pick(['tcp', 'tcp', 'udp', 'sctp']);
  if (random.chance(0.6)) return { [field]: { destinationPort: { number: random.pick(ports) } } };
  const [start, end] = random.chance(0.2) ? [1, 65535] : random.sample(ports, 2).sort((a, b) => a - b);
  return { [field]: { destinationPort: { range: { start, end } } } };
}

function rule(random: Random, direction: 'from' | 'to', ports: readonly number[]): Json {
  const action = random.pick(ACTIONS);
  const peer = () => (direction === 'to' && random.chance(0.6) ? egressPeer(random, action === 'Accept' || random.chance(0.05)) : pods(random));
  const peers = random.times(random.chance(0.75) ? 1 : 2, peer);
  // a name beside nodes and domain names is refused, beside networks it depends on the channel
  const names = peers.every((item: Json) => !item.nodes && !item.domainNames) && (random.chance(0.04) || peers.every((item: Json) => !item.networks));
  const result: Json = { action, [direction]: peers };
  if (random.chance(0.6)) result.protocols = random.times(random.chance(0.7) ? 1 : 2, () => protocol(random, ports, names));
  return result;
}

function rules(random: Random, direction: 'from' | 'to', ports: readonly number[]): Json {
  if (random.chance(0.25)) return random.pick([undefined, null, []]);
  return random.times(random.between(1, 3), () => rule(random, direction, ports));
}

export function clusterNetworkPolicy(random: Random, name: string, ports: readonly number[]): Json {
  const spec: Json = { tier: random.pick(['Admin', 'Admin', 'Baseline']), priority: random.pick([0, 5, 5, 10, 1000]), subject: pods(random) };
  spec.ingress = rules(random, 'from', ports);
  spec.egress = rules(random, 'to', ports);
  return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec };
}
