/** @see https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml */
const NUMBERED: Readonly<Record<number, string>> = { 1: 'ICMPv4', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6', 132: 'SCTP' };
const WITH_PORTS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** The name of a protocol by its number in packets; `undefined` without one. */
export function protocolNumbered(number: number | undefined): string | undefined {
  return number === undefined ? undefined : NUMBERED[number] ?? `IP ${number}`;
}

/** Whether a connection of the protocol has a destination port. */
export function hasPorts(protocol: string): boolean {
  return WITH_PORTS.includes(protocol);
}
