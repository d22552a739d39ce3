import type { Workload } from '../../model';
import { Packet, Protocol, TrafficSet } from '../../sets';

const ORDER: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** One packet of the set: at a port that the destination declares if there is one, otherwise the first of the set. */
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

/** The single ports of a set; ranges are left out, because they do not refer to one server. */
export function singlePorts(set: TrafficSet): readonly Packet[] {
  let ports = SINGLE.get(set);
  if (ports === undefined) SINGLE.set(set, (ports = singlePortsOf(set)));
  return ports;
}

/** Few different sets occur, so the results are kept. */
const SINGLE = new WeakMap<TrafficSet, readonly Packet[]>();

function singlePortsOf(set: TrafficSet): readonly Packet[] {
  return ORDER.flatMap((protocol) => set.ports(protocol).ranges()
    .filter(({ first, last }) => first === last)
    .map(({ first }) => ({ protocol, port: first })));
}
