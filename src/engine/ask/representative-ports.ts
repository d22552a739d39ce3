import type { Cluster, ContainerPort, Policy } from '../../model';
import { FIRST_PORT, LAST_PORT, PROTOCOLS, TrafficSet } from '../../sets';

/**
 * The container ports that pods which do not exist yet may declare, as far as rules look names up in them: each list stands for all pods that
 * declare just these names, wherever. A name is declared at one port for each stretch of ports that nobody tells apart.
 */
export interface PortVariants {
  readonly lists: readonly (readonly ContainerPort[])[];
  readonly complete: boolean;
}

const MAX_NAMES = 4;

export function portVariants(policies: readonly Policy[], cluster: Cluster, further: readonly TrafficSet[]): PortVariants {
  const rules = policies.flatMap((policy) => policy.rules).filter((rule) => rule.traffic.named.length > 0);
  const names = [...new Set(rules.flatMap((rule) => rule.traffic.named.map(({ name }) => name)))].sort();
  if (names.length === 0) return { lists: [[]], complete: true };
  const stretches = stretchesOf(policies, cluster, new Set(names), further);
  const declaring = (some: readonly string[]) => some.flatMap((name) => stretches.map((stretch) => ({ ...stretch, name })));
  // where names only ever allow, a pod is at its most open with all of them and at its most closed with none
  if (rules.every((rule) => rule.action === 'allow')) return { lists: [[], declaring(names)], complete: true };
  const told = names.slice(0, MAX_NAMES);
  return { lists: subsetsOf(told).map(declaring), complete: told.length === names.length };
}

/** The first port of each stretch that no rule, and no port that a pod gives a name, cuts; for each protocol. */
function stretchesOf(policies: readonly Policy[], cluster: Cluster, names: ReadonlySet<string>, further: readonly TrafficSet[]): ContainerPort[] {
  const sets = new Map<string, TrafficSet>();
  for (const set of further) sets.set(set.toString(), set);
  for (const { rules } of policies) for (const { traffic } of rules) sets.set(traffic.fixed.toString(), traffic.fixed);
  return PROTOCOLS.flatMap((protocol) => {
    const starts = new Set<number>([FIRST_PORT]);
    for (const set of sets.values()) for (const { first, last } of set.ports(protocol).ranges()) starts.add(first).add(last + 1);
    for (const { ports } of cluster.workloads) {
      for (const { name, port, protocol: own } of ports) {
        if (own === protocol && name !== undefined && names.has(name)) starts.add(port).add(port + 1);
      }
    }
    return [...starts].filter((port) => port <= LAST_PORT).sort((a, b) => a - b).map((port) => ({ port, protocol }));
  });
}

function subsetsOf<T>(list: readonly T[]): T[][] {
  return Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((_item, i) => (bits >> i) % 2 === 1));
}
