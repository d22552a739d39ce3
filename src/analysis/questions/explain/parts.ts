import { DIRECTIONS } from '../../../model';
import type { Rule } from '../../../model';
import { Packet, PortSet, PROTOCOLS, TrafficSet } from '../../../sets';
import { packetOf } from '../../ends/packets';
import type { WhatIfPair } from '../../what-if/pair';

/** Traffic that meets the same rules at both ends, and one packet of it. */
export interface Part {
  readonly traffic: TrafficSet;
  readonly packet: Packet;
}

/** Everything that can pass between two ends, in parts that are alike in every respect. */
export function partsOf(whatIf: WhatIfPair): Part[] {
  const rules = DIRECTIONS.flatMap((direction) => whatIf.relevant(direction));
  // an agent with defects may see other ports than the rules tell
  const cutting = [...rules.map(({ traffic }) => traffic), whatIf.reach.allowed, whatIf.reach.unknown];
  const numbers = new Map<Rule, number>();
  rules.forEach(({ rule }) => numbers.set(rule, numbers.get(rule) ?? numbers.size));
  const found = new Map<string, TrafficSet>();
  for (const protocol of PROTOCOLS) {
    const ports = cutting.map((set) => set.ports(protocol));
    for (const [first, last] of pieces(ports)) {
      const met = new Set(rules.filter(({ traffic }) => traffic.contains(protocol, first)).map(({ rule }) => numbers.get(rule)!));
      const key = `${[...met].sort((a, b) => a - b).join()}|${whatIf.verdict({ protocol, port: first })}`;
      const traffic = TrafficSet.of(protocol, PortSet.range(first, last));
      const known = found.get(key);
      found.set(key, known === undefined ? traffic : known.union(traffic));
    }
  }
  return [...found.values()].map((traffic) => ({ traffic, packet: packetOf(traffic) }));
}

/** All ports, cut where one of the sets begins or ends. */
function pieces(sets: readonly PortSet[]): [first: number, last: number][] {
  const starts = new Set([1]);
  for (const set of sets) for (const { first, last } of set.ranges()) starts.add(first).add(last + 1);
  const sorted = [...starts].filter((start) => start <= 65535).sort((a, b) => a - b);
  return sorted.map((first, i) => [first, (sorted[i + 1] ?? 65536) - 1]);
}
