import type { Cluster, ContainerPort, Policy } from '../../model';
import { FIRST_PORT, LAST_PORT, PROTOCOLS, TrafficSet } from '../../sets';

/**
 * The container ports that pods which do not exist yet may declare, as far as rules look names up in them: each list stands for all pods
 * that declare just these names, at any port. A name is declared once for each segment of ports that no rule distinguishes.
 */
interface PortVariants {
  readonly lists: readonly (readonly ContainerPort[])[];
  /** Whether every variant is there; if not, rules name more than 4 ports. */
  readonly complete: boolean;
}

/** Every subset of so many names is tried: 2^4 lists. */
const MAX_NAMES = 4;

/** The variants for some policies; `further`: traffic whose boundaries count, too. */
export function portVariants(policies: readonly Policy[], cluster: Cluster, further: readonly TrafficSet[]): PortVariants {
  const rules = policies.flatMap((policy) => policy.rules).filter((rule) => rule.traffic.named.length > 0);
  const names = [...new Set(rules.flatMap((rule) => rule.traffic.named.map(({ name }) => name)))].sort();
  if (names.length === 0) return { lists: [[]], complete: true };
  const segments = segmentsOf(policies, cluster, new Set(names), further);
  const declaring = (some: readonly string[]) => some.flatMap((name) => segments.map((segment) => ({ ...segment, name })));
  // where names only ever allow, a pod is at its most open with all of them and at its most closed with none
  if (rules.every((rule) => rule.action === 'allow')) return { lists: [[], declaring(names)], complete: true };
  const distinguished = names.slice(0, MAX_NAMES);
  return { lists: subsetsOf(distinguished).map(declaring), complete: distinguished.length === names.length };
}

/** The first port of each segment that no rule, and no port to which a pod gives a name, divides; for each protocol. */
function segmentsOf(policies: readonly Policy[], cluster: Cluster, names: ReadonlySet<string>, further: readonly TrafficSet[]): ContainerPort[] {
  const sets = new Map<string, TrafficSet>();
  for (const set of further) sets.set(set.toString(), set);
  for (const { rules } of policies) for (const { traffic } of rules) sets.set(traffic.fixed.toString(), traffic.fixed);
  return PROTOCOLS.flatMap((protocol) => {
    const starts = new Set<number>([FIRST_PORT]);
    for (const set of sets.values()) for (const { first, last } of set.ports(protocol).ranges()) starts.add(first).add(last + 1);
    for (const { ports } of cluster.workloads) {
      for (const { name, port, protocol: declared } of ports) {
        if (declared === protocol && name !== undefined && names.has(name)) starts.add(port).add(port + 1);
      }
    }
    return [...starts].filter((port) => port <= LAST_PORT).sort((a, b) => a - b).map((port) => ({ port, protocol }));
  });
}

function subsetsOf<T>(list: readonly T[]): T[][] {
  return Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((_item, i) => (bits >> i) % 2 === 1));
}
