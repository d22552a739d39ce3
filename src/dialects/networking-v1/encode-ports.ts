import type { NamedPort, RuleTraffic } from '../../model';
import { PortSet, Protocol, PROTOCOLS, TrafficSet } from '../../sets';

/** A port item as an API object; `protocol` is always written, and alone it means every port of the protocol. */
export interface EncodedPort {
  readonly protocol: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** Traffic in which each name has its protocol, sorted, none twice, and none that the numbers say already. */
export interface PlainTraffic {
  readonly fixed: TrafficSet;
  readonly named: readonly Required<NamedPort>[];
}

/** A name without protocol is a name of each protocol. */
export function plainTraffic({ fixed, named }: RuleTraffic): PlainTraffic {
  if (named.length === 0) return { fixed, named: NO_NAMES };
  const each = named.flatMap(({ name, protocol }) => (protocol === undefined ? PROTOCOLS : [protocol]).map((one) => ({ name, protocol: one })));
  return tidy(fixed, each);
}

const NO_NAMES: readonly Required<NamedPort>[] = [];

export function unionTraffic(a: PlainTraffic, b: PlainTraffic): PlainTraffic {
  return tidy(a.fixed.union(b.fixed), [...a.named, ...b.named]);
}

export function isNoTraffic({ fixed, named }: PlainTraffic): boolean {
  return fixed.isEmpty() && named.length === 0;
}

/** What is left when the items that `covering` grants already are left out. Ranges stay whole: half a range reads worse than a whole one. */
export function leaveOut(traffic: PlainTraffic, covering: PlainTraffic): PlainTraffic {
  const named = traffic.named.filter((port) => !covering.fixed.ports(port.protocol).isAll() && !covering.named.some((other) => isSame(port, other)));
  if (traffic.fixed.isAll()) return covering.fixed.isAll() ? { fixed: TrafficSet.NONE, named } : traffic;
  const fixed = PROTOCOLS.map((protocol) => TrafficSet.of(protocol, uncovered(traffic.fixed.ports(protocol), covering.fixed.ports(protocol))));
  return { fixed: TrafficSet.unionOf(fixed), named };
}

/** `undefined` for everything: a rule without ports. */
export function encodePorts({ fixed, named }: PlainTraffic): readonly EncodedPort[] | undefined {
  if (named.length > 0) return written(fixed, named);
  if (!NUMBERS.has(fixed)) NUMBERS.set(fixed, written(fixed, NO_NAMES));
  return NUMBERS.get(fixed);
}

/** Policies open the same numbers again and again. */
const NUMBERS = new WeakMap<TrafficSet, readonly EncodedPort[] | undefined>();

function written(fixed: TrafficSet, named: PlainTraffic['named']): readonly EncodedPort[] | undefined {
  if (fixed.isAll()) return undefined;
  const ports: EncodedPort[] = [];
  for (const protocol of PROTOCOLS) {
    addNumbers(ports, protocol, fixed.ports(protocol));
    for (const port of named) if (port.protocol === protocol) ports.push({ protocol, port: port.name });
  }
  return ports;
}

function addNumbers(to: EncodedPort[], protocol: Protocol, ports: PortSet): void {
  if (ports.isEmpty()) return;
  if (ports.isAll()) {
    to.push({ protocol });
    return;
  }
  for (const { first, last } of ports.ranges()) to.push(first === last ? { protocol, port: first } : { protocol, port: first, endPort: last });
}

function uncovered(ports: PortSet, covering: PortSet): PortSet {
  const kept = ports.ranges().filter(({ first, last }) => !PortSet.range(first, last).isSubsetOf(covering));
  return PortSet.unionOf(kept.map(({ first, last }) => PortSet.range(first, last)));
}

function tidy(fixed: TrafficSet, named: readonly Required<NamedPort>[]): PlainTraffic {
  const byText = new Map(named.filter(({ protocol }) => !fixed.ports(protocol).isAll()).map((port) => [`${port.protocol} ${port.name}`, port]));
  return { fixed, named: [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port) };
}

function isSame(a: Required<NamedPort>, b: Required<NamedPort>): boolean {
  return a.name === b.name && a.protocol === b.protocol;
}
