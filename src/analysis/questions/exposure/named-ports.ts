import type { ContainerPort, Direction } from '../../../model';
import { LAST_PORT, PortSet, PROTOCOLS, TrafficSet } from '../../../sets';
import type { World } from '../prove/world';

/** What policies let pass to pods of a class, whatever ports they name. */
export interface NamingView {
  /** The names that the pods give to ports; empty where they give none that a rule looks up, or where that is of no matter. */
  names(classId: number): readonly string[];
  /** What passes at ports that the pods name so, by what passes to the class; everything where they name none. */
  onNamed(classId: number, traffic: TrafficSet): TrafficSet;
}

/**
 * A representative pod names one port for each range of ports that no rule divides, and stands for pods that name any port of the range:
 * what passes at that port passes at each of them, once it has the name.
 */
export function namingView({ engine, representative }: World, direction: Direction): NamingView {
  if (direction === 'ingress') return { names: () => [], onNamed: (_, traffic) => traffic };
  const portsOf = (c: number) => representative(c)?.workload.ports ?? [];
  const namesOf = new Map<number, readonly string[]>();
  const known = new Map<string, TrafficSet>();
  const numberOf = (c: number) => engine.classes.portsOf[c];
  const names = (c: number) => {
    let found = namesOf.get(numberOf(c));
    if (found === undefined) namesOf.set(numberOf(c), (found = [...new Set(portsOf(c).flatMap(({ name }) => name ?? []))].sort()));
    return found;
  };
  return {
    names,
    onNamed(c, traffic) {
      if (names(c).length === 0) return traffic;
      const key = `${numberOf(c)} ${traffic.key}`;
      let found = known.get(key);
      if (found === undefined) known.set(key, (found = expanded(portsOf(c), traffic)));
      return found;
    },
  };
}

function expanded(ports: readonly ContainerPort[], traffic: TrafficSet): TrafficSet {
  return PROTOCOLS.reduce((all, protocol) => {
    const starts = [...new Set(ports.filter((port) => port.protocol === protocol).map(({ port }) => port))].sort((a, b) => a - b);
    return starts.reduce((set, start, i) => (
      traffic.contains(protocol, start) ? set.union(TrafficSet.of(protocol, PortSet.range(start, (starts[i + 1] ?? LAST_PORT + 1) - 1))) : set), all);
  }, TrafficSet.NONE);
}
