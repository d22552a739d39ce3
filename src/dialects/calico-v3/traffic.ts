import type { NamedPort, RuleTraffic } from '../../model';
import { PortSet, PROTOCOLS, TrafficSet } from '../../sets';
import type { Protocol } from '../../sets';
import { listOf } from '../manifest';
import type { Fields } from '../manifest';
import { ruleTraffic } from '../rule-traffic';

const NUMBERS: ReadonlyMap<number, Protocol> = new Map([[6, 'TCP'], [17, 'UDP'], [132, 'SCTP']]);
const NAMES: ReadonlyMap<string, number> = new Map([['icmp', 1], ['tcp', 6], ['TCP', 6], ['udp', 17], ['UDP', 17], ['icmpv6', 58], ['sctp', 132], ['udplite', 136]]);

/** The number of a protocol that is written by number or name; `undefined` where it is none. */
export function protocolNumber(value: unknown): number | undefined {
  if (typeof value === 'string') return NAMES.get(value) ?? NAMES.get(value.toLowerCase()) ?? (/^[0-9]{1,3}$/.test(value) ? protocolNumber(Number(value)) : undefined);
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 255 ? value : undefined;
}

/** A port as it is written: a range of numbers, or a name; `undefined` where it is neither. */
export function readPort(value: unknown): { readonly first: number; readonly last: number } | string | undefined {
  if (typeof value === 'number') return isPort(value) ? { first: value, last: value } : undefined;
  if (typeof value !== 'string') return undefined;
  const range = /^([0-9]{1,5})(?::([0-9]{1,5}))?$/.exec(value);
  if (range === null) return /^[A-Za-z0-9_.-]{1,128}$/.test(value) && /[A-Za-z]/.test(value) ? value : undefined;
  const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
  return isPort(first) && isPort(last) && first <= last ? { first, last } : undefined;
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 65535;
}

/** The traffic of our protocols that a rule is about, by its protocols and the ports of its destination. */
export function trafficOf(rule: Fields, destination: Fields): RuleTraffic {
  const protocols = protocolsOf(rule);
  const [ports, notPorts] = [listOf(destination.ports), listOf(destination.notPorts)];
  const { fixed, named } = ports.length === 0 ? everyPort(protocols) : portsOf(ports, protocols);
  if (notPorts.length === 0) return ruleTraffic(fixed, named);
  const without = portsOf(notPorts, protocols);
  const left = fixed.subtract(without.fixed);
  return named.length === 0 && without.named.length === 0 ? { fixed: left, named } : { fixed: left, named, without };
}

function everyPort(protocols: readonly Protocol[]): Ports {
  return { fixed: TrafficSet.unionOf(protocols.map((protocol) => TrafficSet.of(protocol, PortSet.ALL))), named: [] };
}

const ONLY: ReadonlyMap<number, readonly Protocol[]> = new Map([...NUMBERS].map(([number, protocol]) => [number, [protocol]]));
const NO_PROTOCOLS: readonly Protocol[] = [];

function protocolsOf({ protocol, notProtocol, icmp, notICMP }: Fields): readonly Protocol[] {
  if (isPresent(icmp) || isPresent(notICMP)) return [];
  if (!isPresent(notProtocol)) return isPresent(protocol) ? ONLY.get(protocolNumber(protocol) ?? 0) ?? NO_PROTOCOLS : PROTOCOLS;
  const numberOf = (value: unknown) => NUMBERS.get(protocolNumber(value) ?? 0);
  const isMeant = (one: Protocol) => !isPresent(protocol) || numberOf(protocol) === one;
  return PROTOCOLS.filter((one) => isMeant(one) && numberOf(notProtocol) !== one);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

interface Ports {
  readonly fixed: TrafficSet;
  readonly named: readonly NamedPort[];
}

function portsOf(ports: readonly unknown[], protocols: readonly Protocol[]): Ports {
  const sets: TrafficSet[] = [];
  const named: NamedPort[] = [];
  for (const written of ports) {
    const port = readPort(written);
    if (port === undefined) continue;
    for (const protocol of protocols) {
      if (typeof port === 'string') named.push({ name: port, protocol });
      else if (port.last > 0) sets.push(TrafficSet.of(protocol, PortSet.range(Math.max(port.first, 1), port.last)));
    }
  }
  return { fixed: TrafficSet.unionOf(sets), named };
}
