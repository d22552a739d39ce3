import { antreaGroups, groupNames } from './antrea-groups';
import type { Random } from './random';
import { namespaceSelector, podSelector } from './selectors';
import { PORT_NAMES, V4_BLOCKS, V6_BLOCKS } from './vocabulary';

type Json = any;

/** The names of one case, and what its rules may say. */
interface Words {
  readonly namespaces: readonly string[];
  readonly tiers: readonly string[];
  readonly ports: readonly number[];
}

function entry(random: Random, isOfCluster: boolean): Json {
  const kind = random.below(20);
  if (kind < 1) return {};
  if (kind < 4) return { group: random.pick(groupNames(isOfCluster)) };
  if (!isOfCluster || kind < 11) return { podSelector: podSelector(random) };
  if (kind < 13) return { serviceAccount: { name: random.pick(['default', 'default', 'robot']), namespace: 'blue' } };
  return { namespaceSelector: namespaceSelector(random), ...(random.chance(0.5) && { podSelector: podSelector(random) }) };
}

function block(random: Random): Json {
  const { cidr, holes } = random.pick((random.chance(0.7) ? V4_BLOCKS : V6_BLOCKS).filter(({ cidr: text }) => !/\.0\d|ffff:/.test(text)));
  return { ipBlock: { cidr, ...(holes.length > 0 && random.chance(0.4) && { except: random.sample(holes, random.between(1, 2)) }) } };
}

function peer(random: Random, isOfCluster: boolean, isEgress: boolean): Json {
  const kind = random.below(24);
  if (kind < 1) return {};
  if (kind < 5) return block(random);
  if (kind < 7) return { group: random.pick(groupNames(isOfCluster)) };
  if (kind < 8) return { nodeSelector: random.pick([{}, { matchLabels: { env: 'prod' } }]) };
  if (kind < 9 && isEgress) return { fqdn: 'example.com' };
  if (kind < 10 && !isOfCluster) return { externalEntitySelector: {} };
  if (kind < 14 && isOfCluster) {
    const namespaces = random.pick([{ match: 'Self' }, { match: 'Self' }, { sameLabels: ['env'] }, { sameLabels: ['env', 'team'] }, { sameLabels: [] }]);
    return { namespaces, ...(random.chance(0.4) && { podSelector: podSelector(random) }) };
  }
  if (kind < 15 && isOfCluster) return { serviceAccount: { name: 'default', namespace: random.pick(['blue', 'red']) } };
  if (kind < 18) return { podSelector: podSelector(random) };
  return { namespaceSelector: namespaceSelector(random), ...(random.chance(0.5) && { podSelector: podSelector(random) }) };
}

function port(random: Random, ports: readonly number[]): Json {
  const item: Json = random.chance(0.7) ? { protocol: random.pick(['TCP', 'TCP', 'UDP', 'SCTP']) } : {};
  if (random.chance(0.05)) item.sourcePort = random.pick([1, ...ports]);
  if (item.sourcePort === 1 && random.chance(0.5)) item.sourceEndPort = 65535;
  if (random.chance(0.08)) return item;
  if (random.chance(0.2)) return { ...item, port: random.pick(PORT_NAMES) };
  item.port = random.chance(0.02) ? 0 : random.pick(ports);
  if (random.chance(0.3)) item.endPort = random.pick([...ports, 65535].filter((last) => last >= item.port));
  return item;
}

function rule(random: Random, direction: 'ingress' | 'egress', isOfCluster: boolean, { ports }: Words): Json {
  const result: Json = { action: random.pick(['Allow', 'Allow', 'Allow', 'Drop', 'Drop', 'Reject', 'Pass', 'Pass']) };
  if (direction === 'egress' && random.chance(0.03)) return { ...result, toServices: [{ name: 'antrea-svc', namespace: 'blue' }] };
  if (random.chance(0.85)) result[direction === 'ingress' ? 'from' : 'to'] = random.times(random.chance(0.7) ? 1 : 2, () => peer(random, isOfCluster, direction === 'egress'));
  if (random.chance(0.5)) result.ports = random.times(random.chance(0.7) ? 1 : 2, () => port(random, ports));
  if (random.chance(0.03)) result.protocols = [{ icmp: { icmpType: 8 } }];
  return result;
}

/** What the webhooks refuse. */
const SPOILED: readonly ((spec: Json) => void)[] = [
  (spec) => { spec.tier = 'missing'; },
  (spec) => { spec.appliedTo = []; },
  (spec) => { spec.ingress = [{ action: 'Deny' }]; },
  (spec) => { spec.priority = 0; },
  (spec) => { spec.tier = 'baseline'; spec.egress = [{ action: 'Pass' }]; },
  (spec) => { spec.ingress = [{ action: 'Drop', ports: [{ port: 90, endPort: 80 }] }]; },
  (spec) => { spec.ingress = [{ action: 'Drop', name: 'a' }]; spec.egress = [{ action: 'Drop', name: 'a' }]; },
];

function antreaPolicy(random: Random, name: string, words: Words): Json {
  const isOfCluster = random.chance(0.6);
  const spec: Json = { priority: random.pick([1, 5, 5, 5.5, 10]) };
  if (random.chance(0.6)) spec.tier = random.pick([...words.tiers, 'emergency', 'Platform', 'application', 'baseline', 'baseline']);
  for (const direction of ['ingress', 'egress'] as const) {
    if (random.chance(0.75)) spec[direction] = random.times(random.between(1, 3), (i) => ({ name: `${direction}${i}`, ...rule(random, direction, isOfCluster, words) }));
    if (/baseline/.test(spec.tier)) for (const one of spec[direction] ?? []) if (one.action === 'Pass') one.action = 'Drop';
  }
  const entries = () => random.times(random.chance(0.75) ? 1 : 2, () => entry(random, isOfCluster));
  if (random.chance(0.8)) spec.appliedTo = entries();
  else for (const one of [...spec.ingress ?? [], ...spec.egress ?? []]) one.appliedTo = entries();
  if (spec.appliedTo === undefined && spec.ingress === undefined && spec.egress === undefined) spec.appliedTo = entries();
  if (random.chance(0.04)) random.pick(SPOILED)(spec);
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: isOfCluster ? 'ClusterNetworkPolicy' : 'NetworkPolicy',
    metadata: isOfCluster ? { name } : { namespace: random.pick(words.namespaces), name },
    spec,
  };
}

/** Policies of Antrea with their tiers and groups. */
export function antreaObjects(random: Random, namespaces: readonly string[], ports: readonly number[]): Json[] {
  const tiers = random.sample(['early', 'late'], random.between(0, 2));
  const written = tiers.map((name) => ({ apiVersion: 'crd.antrea.io/v1beta1', kind: 'Tier', metadata: { name }, spec: { priority: name === 'early' ? 20 : 240 } }));
  const policies = random.times(random.between(1, 5), (i) => antreaPolicy(random, `antrea${i}`, { namespaces, tiers, ports }));
  return [...written, ...antreaGroups(random, namespaces), ...policies];
}
