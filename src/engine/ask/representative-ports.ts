import { namesOf } from '../../model';
import type { Cluster, ContainerPort, Policy, Rule } from '../../model';
import { FIRST_PORT, LAST_PORT, PROTOCOLS, subsetsOf, TrafficSet } from '../../sets';

/**
 * The container ports that pods which do not exist yet may declare, as far as rules look names up in them: each list stands for all pods
 * that declare just these names, at any port. A name is declared once for each segment of ports that no rule distinguishes.
 */
interface PortVariants {
  readonly lists: readonly (readonly ContainerPort[])[];
  /** Whether every variant is there; if not, rules that deny or pass name more than 4 ports. */
  readonly complete: boolean;
}

/**
 * Which of the names that only allow a pod declares: all of them or none, its most open and most closed form; or also each one alone. What
 * several of these names open together is what each opens alone.
 */
export type AllowedNames = 'together' | 'each';

/** Every subset of so many names is tried: 2^4 lists. */
const MAX_NAMES = 4;
/** More names that only allow are not tried each. */
const MAX_EACH = 12;

/** The variants for some policies; `further`: traffic whose boundaries count, too. */
export function portVariants(
  policies: readonly Policy[],
  cluster: Cluster,
  further: readonly TrafficSet[],
  allowed: AllowedNames = 'together',
): PortVariants {
  const names = namesIn(policies);
  if (names.length === 0) return { lists: [[]], complete: true };
  const closing = closingNames(policies);
  const opening = names.filter((name) => !closing.includes(name));
  const distinguished = closing.slice(0, MAX_NAMES);
  const segments = segmentsOf(policies, cluster, new Set(names), further);
  const declaring = (some: readonly string[]) => some.flatMap((name) => segments.map((segment) => ({ ...segment, name })));
  const alone = allowed === 'each' && opening.length <= MAX_EACH ? opening.map((name) => [name]) : opening.length > 0 ? [opening] : [];
  const lists = [[], ...alone].flatMap((some) => subsetsOf(distinguished).map((subset) => declaring([...subset, ...some])));
  return { lists, complete: distinguished.length === closing.length };
}

/** The names of ports that rules look up, ascending. */
function namesIn(policies: readonly Policy[]): string[] {
  return namesOfRules(policies, () => true);
}

function namesOfRules(policies: readonly Policy[], isMeant: (rule: Rule) => boolean): string[] {
  const names = new Set<string>();
  for (const { rules } of policies) {
    for (const rule of rules) if (isMeant(rule)) for (const { name } of namesOf(rule.traffic)) names.add(name);
  }
  return [...names].sort();
}

/** Those by which some rule denies or passes on; by all others a pod that has them only opens itself further. */
export function closingNames(policies: readonly Policy[]): string[] {
  return namesOfRules(policies, ({ action, traffic }) => action !== 'allow' || traffic.without !== undefined);
}

/** The first port of each segment that no rule, and no port to which a pod gives a name, divides; for each protocol. */
function segmentsOf(policies: readonly Policy[], cluster: Cluster, names: ReadonlySet<string>, further: readonly TrafficSet[]): ContainerPort[] {
  return PROTOCOLS.flatMap((protocol) => {
    // rules share the sets of the ranges that they have in common
    const sets = new Set(further.map((set) => set.ports(protocol)));
    for (const { rules } of policies) {
      for (const { traffic: { fixed, without } } of rules) {
        sets.add(fixed.ports(protocol));
        if (without !== undefined) sets.add(without.fixed.ports(protocol));
      }
    }
    const starts = new Set<number>([FIRST_PORT]);
    for (const set of sets) for (const { first, last } of set.ranges()) starts.add(first).add(last + 1);
    for (const { ports } of cluster.workloads) {
      for (const { name, port, protocol: declared } of ports) {
        if (declared === protocol && name !== undefined && names.has(name)) starts.add(port).add(port + 1);
      }
    }
    return [...starts].filter((port) => port <= LAST_PORT).sort((a, b) => a - b).map((port) => ({ port, protocol }));
  });
}
