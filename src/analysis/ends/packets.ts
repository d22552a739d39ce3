import { fail } from '../../errors';
import type { Packet, Protocol, TrafficSet } from '../../sets';
import { PROTOCOLS } from '../../sets';

/** Some packet of a set that is not empty: of TCP where there is one. */
export function packetOf(traffic: TrafficSet): Packet {
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((name) => !traffic.ports(name).isEmpty());
  if (protocol === undefined) fail('no-packet', 'the traffic set is empty', 'ask about one that is not');
  return { protocol, port: traffic.ports(protocol).ranges()[0].first };
}

/** A packet of a set that one can try: at a port that the destination declares, else at a port in common use, else any. */
export function triedPacketOf(traffic: TrafficSet, declared: readonly Packet[]): Packet {
  const isMeant = ({ protocol, port }: Packet) => traffic.contains(protocol, port);
  return declared.find(isMeant) ?? COMMON.find(isMeant) ?? packetOf(traffic);
}

/** @see https://www.iana.org/assignments/service-names-port-numbers */
const COMMON: readonly Packet[] = [
  { protocol: 'TCP', port: 443 }, { protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 8080 }, { protocol: 'TCP', port: 22 },
  { protocol: 'UDP', port: 53 }, { protocol: 'UDP', port: 443 }, { protocol: 'SCTP', port: 3868 },
];

/** One packet for each range of ports, `most` at the most. */
export function packetsOf(traffic: TrafficSet, most: number): Packet[] {
  return PROTOCOLS.flatMap((protocol) => traffic.ports(protocol).ranges().map(({ first }) => ({ protocol, port: first }))).slice(0, most);
}

/** Reads `TCP 8080`; a number alone is TCP. */
export function parsePacket(text: string): Packet {
  const match = /^(?:(tcp|udp|sctp)[ /:]?)?([0-9]{1,5})$/i.exec(text.trim());
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65535) fail('bad-packet', `a packet is a protocol and a port, got \`${text}\``, 'write `TCP 8080`, `UDP 53` or `SCTP 3868`');
  return { protocol: (match[1]?.toUpperCase() ?? 'TCP') as Protocol, port };
}
