import type { NamedPort, RuleTraffic } from '../../model';
import { PortSet, TrafficSet } from '../../sets';
import type { Protocol } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { ALL_TRAFFIC, NO_TRAFFIC, ruleTraffic } from '../rule-traffic';
import type { Reading } from './reading';

/** What a rule is about, in one part: `partly` says why only some of it may be meant. */
interface Part {
  readonly traffic: RuleTraffic;
  readonly partly?: string;
}

const LAST = 65535;

/**
 * What `ports` and `protocols` of a rule are about together; without both, all traffic. ICMP and IGMP are none of our protocols.
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/ (ports, protocols)
 */
export function partsOf(rule: Fields, reading: Reading): readonly Part[] {
  const items = listOf(rule.ports);
  if (items.length === 0 && listOf(rule.protocols).length === 0) return [{ traffic: ALL_TRAFFIC }];
  const parts = new Map<string | undefined, { fixed: TrafficSet[]; named: NamedPort[] }>();
  for (const item of items.map(fieldsOf)) {
    const { fixed, named, partly } = entryOf(item, reading);
    const part = parts.get(partly);
    if (part === undefined) parts.set(partly, { fixed: [fixed], named: [...named] });
    else {
      part.fixed.push(fixed);
      part.named.push(...named);
    }
  }
  if (parts.size === 0) return [{ traffic: NO_TRAFFIC }];
  return [...parts].map(([partly, { fixed, named }]) =>
    ({ traffic: ruleTraffic(TrafficSet.unionOf(fixed), named), ...(partly !== undefined && { partly }) }));
}

interface Entry {
  readonly fixed: TrafficSet;
  readonly named: readonly NamedPort[];
  readonly partly?: string;
}

function entryOf(item: Fields, reading: Reading): Entry {
  const protocol = (typeof item.protocol === 'string' ? item.protocol : 'TCP') as Protocol;
  if (typeof item.port === 'string') {
    const partly = typeof item.sourcePort === 'number' ? reading.choose(OF_SOURCE, undefined) : undefined;
    return { fixed: TrafficSet.NONE, named: [{ name: item.port, protocol }], ...(partly !== undefined && { partly }) };
  }
  const { ports, partly } = isOutOfRange(item) ? reading.choose({ ports: PortSet.ALL, partly: OUT_OF_RANGE }, measuredOf(item)) : writtenOf(item);
  return { fixed: TrafficSet.of(protocol, ports), named: [], ...(partly !== undefined && { partly }) };
}

const OUT_OF_RANGE = 'a number of its ports is none from 1 to 65535';
const OF_SOURCE = 'its source ports are not asked for';

interface Numbers {
  readonly ports: PortSet;
  readonly partly?: string;
}

function writtenOf({ port, endPort, sourcePort, sourceEndPort }: Fields): Numbers {
  const ports = typeof port === 'number' ? rangeOf(port, typeof endPort === 'number' ? endPort : port) : PortSet.ALL;
  const isAnySource = typeof sourcePort !== 'number' || (sourcePort <= 1 && sourceEndPort === LAST);
  return { ports, ...(!isAnySource && { partly: OF_SOURCE }) };
}

function rangeOf(first: number, last: number): PortSet {
  return first > last ? PortSet.NONE : PortSet.range(first, last);
}

function isOutOfRange({ port, endPort, sourcePort, sourceEndPort }: Fields): boolean {
  return isNoPort(port) || isNoPort(endPort) || isNoPort(sourcePort) || isNoPort(sourceEndPort);
}

function isNoPort(value: unknown): boolean {
  return typeof value === 'number' && (value < 1 || value > LAST);
}

/** The positions of the entries that name a number which no port has. */
export function outOfRange({ ports }: Fields): number[] {
  return listOf(ports).flatMap((item, i) => (isOutOfRange(fieldsOf(item)) ? [i] : []));
}

/** The positions of the entries that name a port and a number of the sender: resolving the name forgets the number. */
export function namedFromSource({ ports }: Fields): number[] {
  return listOf(ports).flatMap((item, i) => (typeof fieldsOf(item).port === 'string' && typeof fieldsOf(item).sourcePort === 'number' ? [i] : []));
}

/** What numbers were measured to mean that no port has: 0 is every port, and 65536 is counted from the start again. */
function measuredOf({ port, endPort, sourcePort, sourceEndPort }: Fields): Numbers {
  const given = [port, endPort, sourcePort, sourceEndPort].filter((number): number is number => typeof number === 'number');
  const isRange = typeof endPort === 'number';
  // only these were measured
  if (given.some((number) => number < 0) || (isRange && (port === 0 || (port as number) > LAST))) return { ports: PortSet.ALL, partly: OUT_OF_RANGE };
  const number = typeof port === 'number' ? port % (LAST + 1) : 0;
  const ports = isRange && endPort > LAST ? PortSet.NONE : number === 0 ? PortSet.ALL : rangeOf(number, isRange ? endPort : number);
  const isAnySource = typeof sourcePort !== 'number' || (sourcePort === 0 && !(sourceEndPort ?? 0));
  return { ports, ...(!isAnySource && { partly: OF_SOURCE }) };
}
