import { fail } from '../../errors';
import type { Protocol, TrafficSet } from '../../sets';
import { PROTOCOLS } from '../../sets';

export interface Packet {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Some packet of a set that is not empty: of TCP where there is one. */
export function packetOf(traffic: TrafficSet): Packet {
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((name) => !traffic.ports(name).isEmpty());
  if (protocol === undefined) fail('no-packet', 'the traffic set is empty', 'ask about one that is not');
  return { protocol, port: traffic.ports(protocol).ranges()[0].first };
}

/** One packet for each range of ports, `most` at the most. */
export function packetsOf(traffic: TrafficSet, most: number): Packet[] {
  return PROTOCOLS.flatMap((protocol) => traffic.ports(protocol).ranges().map(({ first }) => ({ protocol, port: first }))).slice(0, most);
}
