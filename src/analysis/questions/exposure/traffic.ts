import type { NamedPort, Rule } from '../../../model';
import { PROTOCOLS, TrafficSet } from '../../../sets';

/** Traffic with the port names that no pod is there to resolve. */
export interface NamedTraffic {
  readonly traffic: TrafficSet;
  /** `TCP http`; ` http` where the rule names no protocol. */
  readonly names: ReadonlySet<string>;
}

export const NOTHING: NamedTraffic = { traffic: TrafficSet.NONE, names: new Set() };
export const EVERYTHING: NamedTraffic = { traffic: TrafficSet.ALL, names: new Set() };

export function isSame(a: NamedTraffic, b: NamedTraffic): boolean {
  return a.traffic.equals(b.traffic) && a.names.size === b.names.size && [...a.names].every((name) => b.names.has(name));
}

export function isNothing({ traffic, names }: NamedTraffic): boolean {
  return traffic.isEmpty() && names.size === 0;
}

/** What a rule is about where nobody is there to resolve its names. */
export function unresolved({ traffic }: Rule): NamedTraffic {
  return { traffic: traffic.fixed, names: new Set(traffic.named.map(nameOf)) };
}

function nameOf({ name, protocol }: NamedPort): string {
  return `${protocol ?? ''} ${name}`;
}

/** Names of a protocol stand after its numbers: `TCP 80,http,UDP 53`. */
export function textOf({ traffic, names }: NamedTraffic): string {
  if (names.size === 0 || traffic.isAll()) return traffic.toString();
  const parts = [...PROTOCOLS, ''].flatMap((protocol) => {
    const ports = protocol === '' ? '' : traffic.ports(protocol as typeof PROTOCOLS[number]).toString();
    const own = [...names].filter((name) => name.startsWith(`${protocol} `)).map((name) => name.slice(protocol.length + 1)).sort();
    const all = [...(ports === '' ? [] : [ports]), ...own];
    return all.length === 0 ? [] : [`${protocol} ${all.join(',')}`];
  });
  return parts.join(',');
}
