import type { NamedTraffic } from '../../results/exposure-list';
import { PROTOCOLS } from '../../sets';

/** Names of a protocol stand after its numbers: `TCP 80,http,UDP 53`. */
export function textOf({ traffic, names }: NamedTraffic): string {
  if (names.size === 0 || traffic.isAll()) return traffic.toString();
  const parts = [...PROTOCOLS, ''].flatMap((protocol) => {
    const ports = protocol === '' ? '' : traffic.ports(protocol as typeof PROTOCOLS[number]).toString();
    const ofProtocol = [...names].filter((name) => name.startsWith(`${protocol} `)).map((name) => name.slice(protocol.length + 1)).sort();
    const all = [...(ports === '' ? [] : [ports]), ...ofProtocol];
    return all.length === 0 ? [] : [`${protocol} ${all.join(',')}`];
  });
  return parts.join(',');
}
