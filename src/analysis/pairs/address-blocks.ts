import { simplePeers } from '../../model';
import type { Block, Cluster, Direction, Policy } from '../../model';
import { Address, formatAddress, IpSet, Ordinal } from '../../sets';

/** A range of addresses outside the cluster that no block of the input cuts. */
export interface OutsideBlock {
  readonly label: string;
  readonly first: Address;
}

const V4_END = 2 ** 32;
const V6_END = 1n << 128n;

/**
 * The addresses that rules of one direction distinguish, in bytewise order of the labels. IPv6 is included only where some block
 * of the input is IPv6.
 */
export function addressBlocksOf(policies: readonly Policy[], cluster: Cluster, direction: Direction): OutsideBlock[] {
  const { v4, v6 } = boundaries(policies, cluster, direction);
  const blocks = ranges(v4, V4_END).map(([first, last]) => blockBetween({ family: 4, value: first }, { family: 4, value: last }));
  const hasV6 = v6.size > 1 || boundaries(policies, cluster, direction === 'ingress' ? 'egress' : 'ingress').v6.size > 1;
  if (hasV6) blocks.push(...ranges(v6, V6_END).map(([first, last]) => blockBetween({ family: 6, value: first }, { family: 6, value: last })));
  return blocks.sort((a, b) => (a.label < b.label ? -1 : 1));
}

function boundaries(policies: readonly Policy[], cluster: Cluster, direction: Direction): { v4: Set<number>; v6: Set<bigint> } {
  const v4 = new Set<number>([0]);
  const v6 = new Set<bigint>([0n]);
  // the ends count, so that `::/0` shows that there is IPv6
  const cut = (set: IpSet) => {
    for (const { first, last } of set.v4) v4.add(first).add(last + 1);
    for (const { first, last } of set.v6) v6.add(first).add(last + 1n);
  };
  for (const { rules } of policies) {
    for (const { peers } of rules.filter((rule) => rule.direction === direction)) {
      for (const peer of simplePeers(peers ?? [])) {
        if (peer.type === 'addresses') {
          for (const set of peer.blocks?.map(addressesOf) ?? [peer.addresses]) cut(set);
        } else if (peer.type === 'nodes') {
          cluster.nodes.forEach((node) => node.addresses.forEach((address) => cut(IpSet.address(address))));
        }
      }
    }
  }
  return { v4, v6 };
}

/** One block as it was written; exceptions that touch each other are one hole. */
function addressesOf({ cidr, except }: Block): IpSet {
  return IpSet.cidrs([cidr]).subtract(IpSet.cidrs(except));
}

function ranges<T extends Ordinal>(cuts: ReadonlySet<T>, end: T): [first: T, last: T][] {
  const starts = [...cuts].filter((cut) => cut < end).sort((a, b) => (a < b ? -1 : 1));
  const before = (value: T) => (typeof value === 'bigint' ? value - 1n : (value as number) - 1) as T;
  return starts.map((first, i) => [first, before(starts[i + 1] ?? end)]);
}

function blockBetween(first: Address, last: Address): OutsideBlock {
  return { label: `${formatAddress(first)}-${formatAddress(last)}[External]`, first };
}
