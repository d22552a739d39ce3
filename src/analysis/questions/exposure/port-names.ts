import { closingNames, Engine } from '../../../engine';
import type { ContainerPort, Direction } from '../../../model';
import { LAST_PORT, PortSet, PROTOCOLS, subsetsOf, TrafficSet } from '../../../sets';

/** Ports by the names that pods give them: all that have each of `names` and none of `except`. */
export interface Naming {
  /** Ascending. */
  readonly names: readonly string[];
  /** Ascending. */
  readonly except: readonly string[];
}

/** What rules look up at one end. */
interface LookedUp {
  /** The sets of names that are told apart, smaller ones first. */
  readonly variants: readonly (readonly string[])[];
  /** The names by which a rule denies or passes on. */
  readonly closing: readonly string[];
  /** Whether a name alone is told apart from each other name. */
  readonly complete: boolean;
}

const NO_NAMES: LookedUp = { variants: [[]], closing: [], complete: true };

/** What the rules of a class look up among the sets of names that representative pods have. */
export function lookedUp(engine: Engine, direction: Direction, subject: number, variants: readonly (readonly string[])[]): LookedUp {
  // names are looked up at the destination
  if (direction === 'ingress') return NO_NAMES;
  const policies = engine.policies(direction, subject).map(({ policy }) => policy);
  const names = new Set(policies.flatMap(({ rules }) => rules.flatMap(({ traffic }) => traffic.named.map(({ name }) => name))));
  const found = new Map(variants.map((variant) => variant.filter((name) => names.has(name))).map((some) => [some.join(), some]));
  const closing = closingNames(policies);
  const complete = [...names].every((name) => found.has(name));
  return { variants: [...found.values()].sort((a, b) => a.length - b.length), closing, complete };
}

/** Every way to speak of some of the variants, more general ones first. */
export function namingsOf({ variants, closing }: LookedUp): Naming[] {
  const known = new Set(variants.flat());
  // no pod was made up that has them, so that nothing is said of ports with these names
  const never = closing.filter((name) => !known.has(name));
  const found = new Map<string, Naming>();
  for (const variant of variants) {
    const opening = variant.filter((name) => !closing.includes(name));
    for (const names of subsetsOf(variant.filter((name) => closing.includes(name))).flatMap((some) => [some, [...some, ...opening].sort()])) {
      for (const except of subsetsOf(closing.filter((name) => known.has(name) && !variant.includes(name)))) {
        const naming = { names, except: [...never, ...except].sort() };
        found.set(`${names.join()}|${naming.except.join()}`, naming);
      }
    }
  }
  const size = ({ names, except }: Naming) => names.length + except.length;
  return [...found.values()].sort((a, b) => size(a) - size(b) || a.names.length - b.names.length);
}

/** Whether a naming means a port with just these names. */
export function meansPort({ names, except }: Naming, own: readonly string[]): boolean {
  return names.every((name) => own.includes(name)) && !except.some((name) => own.includes(name));
}

/** Whether the first means every port that the second means. */
export function isMoreGeneral(a: Naming, b: Naming): boolean {
  return a !== b && a.names.every((name) => b.names.includes(name)) && a.except.every((name) => b.except.includes(name));
}

/**
 * What passes at ports that have all names of a list, by what passes to a pod that declares it: it has the names at one port for each range
 * of ports that no rule divides, and what passes there passes at each port of the range, once it has the names.
 */
export function onNamed(ports: readonly ContainerPort[], traffic: TrafficSet): TrafficSet {
  if (ports.length === 0) return traffic;
  return PROTOCOLS.reduce((all, protocol) => {
    const starts = [...new Set(ports.filter((port) => port.protocol === protocol).map(({ port }) => port))].sort((a, b) => a - b);
    const ranges = starts.map((first, i) => ({ first, last: (starts[i + 1] ?? LAST_PORT + 1) - 1 }));
    return ranges.reduce((set, { first, last }) => (
      traffic.contains(protocol, first) ? set.union(TrafficSet.of(protocol, PortSet.range(first, last))) : set), all);
  }, TrafficSet.NONE);
}
