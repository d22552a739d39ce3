import type { NamedPort, Rule } from '../../../model';
import type { NamedTraffic } from '../../../results/exposure-list';
import { TrafficSet } from '../../../sets';

export const NOTHING: NamedTraffic = { traffic: TrafficSet.NONE, names: new Set() };
export const EVERYTHING: NamedTraffic = { traffic: TrafficSet.ALL, names: new Set() };

export function isSame(a: NamedTraffic, b: NamedTraffic): boolean {
  return a.traffic.equals(b.traffic) && a.names.size === b.names.size && [...a.names].every((name) => b.names.has(name));
}

export function isNothing({ traffic, names }: NamedTraffic): boolean {
  return traffic.isEmpty() && names.size === 0;
}

/** The traffic of a rule where no pod exists to resolve its port names. */
export function unresolved({ traffic }: Rule): NamedTraffic {
  return { traffic: traffic.fixed, names: new Set(traffic.named.map(nameOf)) };
}

function nameOf({ name, protocol }: NamedPort): string {
  return `${protocol ?? ''} ${name}`;
}
