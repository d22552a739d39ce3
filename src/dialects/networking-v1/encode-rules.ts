import type { Rule } from '../../model';
import { TrafficSet } from '../../sets';
import { Coverage } from './encode-cover';
import { ANYONE, encodePeer, EncodedPeer, Item, itemsOf } from './encode-peers';
import { encodePorts, EncodedPort, isNoTraffic, leaveOut, PlainTraffic, plainTraffic, unionTraffic } from './encode-ports';

/** Peers and ports of one rule as API objects; an absent list means every peer or every port. */
export interface EncodedRule {
  readonly peers: readonly EncodedPeer[] | undefined;
  readonly ports: readonly EncodedPort[] | undefined;
}

interface Grant {
  readonly item: Item;
  readonly traffic: PlainTraffic;
}

interface Group {
  readonly traffic: PlainTraffic;
  readonly items: Item[];
}

/**
 * The fewest words for allow rules of one direction: what is granted to a peer is gathered, what a wider peer is granted already is left
 * out, and peers with the same ports share a rule. A rule that allows no one or nothing yields no rule, never an empty list.
 */
export function encodeRules(rules: readonly Rule[], ownNamespace: string): EncodedRule[] {
  const written = grantsOf(rules, ownNamespace);
  const grants = written.length < 2 ? written : gather(written);
  if (grants.length < 2) return grants.map(({ item, traffic }) => encodeGroup({ traffic, items: [item] }));
  const coverage = new Coverage(grants.map(({ item }) => item));
  const trafficOf = new Map(grants.map(({ item, traffic }) => [item, traffic]));
  const groups = new Map<string, Group>();
  for (const { item, traffic } of grants) {
    const covering = coverage.covering(item).map((other) => trafficOf.get(other)!);
    const left = covering.length === 0 ? traffic : leaveOut(traffic, covering.reduce(unionTraffic, NO_TRAFFIC));
    if (isNoTraffic(left)) continue;
    const ports = JSON.stringify(encodePorts(left) ?? null);
    const group = groups.get(ports);
    if (group === undefined) groups.set(ports, { traffic: left, items: [item] });
    else group.items.push(item);
  }
  return [...groups.values()].map(({ traffic, items }) => ({ traffic, items: items.sort(byKey) })).sort(byItems).map(encodeGroup);
}

const NO_TRAFFIC: PlainTraffic = { fixed: TrafficSet.NONE, named: [] };

function grantsOf(rules: readonly Rule[], ownNamespace: string): Grant[] {
  const grants: Grant[] = [];
  for (const { peers, traffic: written } of rules) {
    const traffic = plainTraffic(written);
    if (isNoTraffic(traffic)) continue;
    if (peers === undefined) grants.push({ item: ANYONE, traffic });
    else for (const peer of peers) for (const item of itemsOf(peer, ownNamespace)) grants.push({ item, traffic });
  }
  return grants;
}

function gather(written: readonly Grant[]): Grant[] {
  const grants = new Map<string, Grant>();
  for (const { item, traffic } of written) {
    const before = grants.get(item.key);
    if (before === undefined) grants.set(item.key, { item, traffic });
    else grants.set(item.key, { item: plainer(before.item, item), traffic: unionTraffic(before.traffic, traffic) });
  }
  return [...grants.values()];
}

/** Of two spellings of the same peer, always the same one, whatever the order of the rules. */
function plainer(a: Item, b: Item): Item {
  if (a.type === 'pods' && b.type === 'pods') return a.isOwnNamespace ? a : b;
  return a.type !== 'block' || b.type !== 'block' || spelling(a) <= spelling(b) ? a : b;
}

function spelling({ block }: Item & { type: 'block' }): string {
  return `${block.except.length.toString().padStart(8, '0')} ${block.cidr} ${block.except.join(' ')}`;
}

function encodeGroup({ traffic, items }: Group): EncodedRule {
  const ports = encodePorts(traffic);
  const peers: EncodedPeer[] = [];
  for (const item of items) if (item.type !== 'anyone') peers.push(encodePeer(item));
  return { peers: peers.length > 0 ? peers : undefined, ports };
}

function byKey(a: Item, b: Item): number {
  return a.key < b.key ? -1 : 1;
}

/** By the first peer, which is in one rule only; every peer comes first. */
function byItems(a: Group, b: Group): number {
  return byKey(a.items[0], b.items[0]);
}
