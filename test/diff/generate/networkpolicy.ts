import type { Random } from './random';
import { namespaceSelector, podSelector } from './selectors';
import { PORT_NAMES, PROTOCOLS, V4_BLOCKS, V6_BLOCKS } from './vocabulary';

type Json = any;

function block(random: Random): Json {
  const { cidr, holes } = random.pick(random.chance(0.6) ? V4_BLOCKS : V6_BLOCKS);
  const ipBlock: Json = { cidr };
  if (holes.length > 0 && random.chance(0.55)) ipBlock.except = random.sample(holes, random.between(0, 2));
  return { ipBlock };
}

function peer(random: Random): Json {
  const kind = random.below(10);
  if (kind < 3) return block(random);
  if (kind < 5) return { podSelector: podSelector(random) };
  if (kind < 7) return { namespaceSelector: namespaceSelector(random), ...(random.chance(0.2) ? { podSelector: null } : {}) };
  if (kind < 8) return { namespaceSelector: null, podSelector: podSelector(random) };
  return { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) };
}

function port(random: Random, ports: readonly number[]): Json {
  if (random.chance(0.06)) return null;
  const item: Json = {};
  if (random.chance(0.6)) item.protocol = random.chance(0.1) ? null : random.pick(PROTOCOLS);
  if (random.chance(0.1)) return item;
  if (random.chance(0.3)) return { ...item, port: random.pick(PORT_NAMES) };
  item.port = random.pick(ports);
  if (random.chance(0.35)) item.endPort = random.pick([...ports, 65535].filter((last) => last >= item.port));
  return item;
}

/** A list that may be absent, null, empty or filled. */
function list(random: Random, emptyShare: number, make: () => Json): Json {
  if (random.chance(emptyShare)) return random.pick([undefined, undefined, null, []]);
  return random.times(random.chance(0.6) ? 1 : 2, make);
}

function rule(random: Random, peersField: string, ports: readonly number[]): Json {
  if (random.chance(0.04)) return random.pick([null, {}]);
  return { [peersField]: list(random, 0.15, () => peer(random)), ports: list(random, 0.3, () => port(random, ports)) };
}

const TYPES = [['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress', 'Egress'], ['Ingress', 'Ingress']];

export function networkPolicy(random: Random, name: string, namespaces: readonly string[], ports: readonly number[]): Json {
  const namespace = random.pick(namespaces);
  const spec: Json = { podSelector: random.chance(0.1) ? random.pick([null, undefined]) : podSelector(random) };
  spec.policyTypes = random.chance(0.4) ? random.pick([undefined, undefined, undefined, null, []]) : random.pick(TYPES);
  spec.ingress = list(random, 0.3, () => rule(random, 'from', ports));
  spec.egress = list(random, 0.35, () => rule(random, 'to', ports));
  const where = namespace === 'default' && random.chance(0.3) ? {} : { namespace };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { ...where, name }, spec };
}
