import type { Workload } from '../model';
import { Protocol, TrafficSet } from '../sets';

export interface Packet {
  readonly protocol: Protocol;
  readonly port: number;
}

const ORDER: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** One packet of the set: to a port that the destination declares where there is one, else the first of the set. */
export function packetIn(set: TrafficSet, destination?: Workload): Packet | undefined {
  const declared = destination?.ports.find(({ protocol, port }) => set.contains(protocol, port));
  if (declared !== undefined) return { protocol: declared.protocol, port: declared.port };
  if (set.isAll()) return { protocol: 'TCP', port: 80 };
  for (const protocol of ORDER) {
    const [range] = set.ports(protocol).ranges();
    if (range !== undefined) return { protocol, port: range.first };
  }
  return undefined;
}

/** The single ports of a set, where it names few; ranges of more than `widest` ports name nobody in particular. */
export function singlePorts(set: TrafficSet, widest = 1): Packet[] {
  return ORDER.flatMap((protocol) => set.ports(protocol).ranges()
    .filter(({ first, last }) => last - first < widest)
    .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => ({ protocol, port: first + i }))));
}
