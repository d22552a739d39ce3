import type { RulePeer } from '../../model';
import { Address, IpSet } from '../../sets';

/** Items by their addresses, in sorted lists: the items in a block are found by binary search. */
export class AddressBook<T> {
  private readonly v4: readonly { readonly value: number; readonly address: Address; readonly item: T }[];
  private readonly v6: readonly { readonly value: bigint; readonly address: Address; readonly item: T }[];

  public constructor(items: Iterable<T>, addressesOf: (item: T) => readonly Address[]) {
    const v4: { value: number; address: Address; item: T }[] = [];
    const v6: { value: bigint; address: Address; item: T }[] = [];
    for (const item of items) {
      for (const address of addressesOf(item)) {
        if (address.family === 4) v4.push({ value: address.value, address, item });
        else v6.push({ value: address.value, address, item });
      }
    }
    this.v4 = v4.sort((a, b) => a.value - b.value);
    this.v6 = v6.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  }

  /** The items that have an address of the set, by ascending address, IPv4 first. */
  public *in(set: IpSet): Generator<{ readonly address: Address; readonly item: T }> {
    for (const { first, last } of set.v4) yield* between(this.v4, first, last);
    for (const { first, last } of set.v6) yield* between(this.v6, first, last);
  }
}

function* between<V extends number | bigint, E extends { readonly value: V }>(entries: readonly E[], first: V, last: V): Generator<E> {
  for (let i = lowerBound(entries, first); i < entries.length && entries[i].value <= last; i++) yield entries[i];
}

function lowerBound<V extends number | bigint>(entries: readonly { readonly value: V }[], value: V): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].value < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a block contains half of an address family or more. */
export function isBroad(peer: RulePeer & { type: 'addresses' }): boolean {
  return (peer.blocks ?? []).some(({ cidr }) => Number(cidr.split('/')[1]) <= 1);
}
