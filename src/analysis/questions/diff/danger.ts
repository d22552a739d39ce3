import { IpSet, PROTOCOLS, TrafficSet } from '../../../sets';
import type { DiffPair } from './edges';

/** Ports of sensitive services: remote shells, databases, control planes, metadata of hosts. */
const PRECIOUS: readonly number[] = [
  22, 23, 111, 135, 139, 445, 1433, 1521, 2375, 2379, 2380, 3306, 3389, 5432, 5984, 6379, 6443, 8500, 9042, 9200, 10250, 11211, 27017,
];

/**
 * How dangerous it is that some traffic was opened, from 0 (nothing was) to 100: new sources count most (addresses outside, another
 * namespace, the same one), then what goes out, then how much, and whether sensitive ports are part of it.
 */
export function dangerOf(pair: DiffPair, opened: TrafficSet): number {
  if (opened.isEmpty()) return 0;
  return reachOf(pair) + (opened.isAll() ? 20 : portsOf(opened)) + (isPrecious(opened) ? 10 : 0);
}

function reachOf(pair: DiffPair): number {
  if (pair.type === 'outside') return (pair.direction === 'ingress' ? 45 : 25) + (isWide(pair.addresses) ? 25 : 0);
  return pair.source.members[0].namespace === pair.destination.members[0].namespace ? 10 : 20;
}

/** Whether the addresses are more than private networks. */
function isWide({ v4, v6 }: IpSet): boolean {
  for (const { first, last } of v4) if (last - first >= 2 ** 24) return true;
  for (const { first, last } of v6) if (last - first >= 1n << 96n) return true;
  return false;
}

/** From 1 to 15: by the number of ports. */
function portsOf(traffic: TrafficSet): number {
  let ports = 0;
  for (const protocol of PROTOCOLS) for (const { first, last } of traffic.ports(protocol).ranges()) ports += last - first + 1;
  return Math.min(15, 1 + Math.floor(Math.log2(ports)));
}

function isPrecious(traffic: TrafficSet): boolean {
  return PRECIOUS.some((port) => traffic.contains('TCP', port));
}
