import { IpSet } from '../../../sets';
import type { NamedEnd } from '../../ends/named-end';
import type { EndSet, PodFacts, Resolved } from '../../invariants/resolve';
import { Masks } from './masks';
import type { World } from './world';

/** Which classes and addresses an invariant means at its ends, and which exceptions may apply to them (the numbers of `masks`). */
export interface Membership {
  readonly masks: Masks;
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
  /** Class → 1 where it depends on labels that are not known whether an end, or an exception, means its pods. */
  readonly unsure: Uint8Array;
  /** By class. */
  readonly fromMask: Int32Array;
  /** By class. */
  readonly toMask: Int32Array;
  /** The addresses of an end, divided by the exceptions that apply towards an end with this mask. */
  regions(end: 'from' | 'to', mask: number): readonly Region[];
  /** The ends that one address names, with the exceptions that apply in the same way. */
  named(end: 'from' | 'to', mask: number): readonly NamedRegion[];
}

interface NamedRegion {
  readonly named: NamedEnd;
  readonly mask: number;
}

export interface Region {
  readonly addresses: IpSet;
  readonly mask: number;
}

export function membershipOf(world: World, { from, to, except }: Resolved): Membership {
  const masks = new Masks();
  const { count } = world.engine.classes;
  const sources: number[] = [];
  const destinations: number[] = [];
  const unsure = new Uint8Array(count);
  const fromMask = new Int32Array(count);
  const toMask = new Int32Array(count);
  const means = (end: EndSet, facts: PodFacts, c: number) => {
    const match = end.means(facts);
    if (match === 'possible') unsure[c] = 1;
    return match;
  };
  for (let c = 0; c < count; c++) {
    const facts = world.facts(c);
    if (means(from, facts, c) !== 'no') sources.push(c);
    if (means(to, facts, c) !== 'no') destinations.push(c);
    let out = 0n;
    let into = 0n;
    for (let i = 0; i < except.length; i++) {
      if (means(except[i].from, facts, c) === 'definite') out |= 1n << BigInt(i);
      if (means(except[i].to, facts, c) === 'definite') into |= 1n << BigInt(i);
    }
    if (out > 0n) fromMask[c] = masks.of(out);
    if (into > 0n) toMask[c] = masks.of(into);
  }
  const divided = {
    from: divide(masks, from.addresses, except.map((item) => writtenIn(item.from))),
    to: divide(masks, to.addresses, except.map((item) => writtenIn(item.to))),
  };
  const withMasks = (end: 'from' | 'to', ends: readonly NamedEnd[]) => ends.map((named): NamedRegion => {
    const address = named.dialled ?? named.address!;
    return { named, mask: masks.of(except.reduce((set, item, i) => (writtenIn(item[end]).contains(address) ? set | (1n << BigInt(i)) : set), 0n)) };
  });
  const named = { from: withMasks('from', from.named ?? []), to: withMasks('to', to.named ?? []) };
  return {
    masks,
    sources,
    destinations,
    unsure,
    fromMask,
    toMask,
    regions: (end, mask) => divided[end].map((region) => ({ addresses: region.addresses, mask: masks.both(region.mask, mask) })),
    named: (end, mask) => named[end].map((region) => ({ named: region.named, mask: masks.both(region.mask, mask) })),
  };
}

function writtenIn({ written, addresses }: EndSet): IpSet {
  return written ?? addresses;
}

/** Disjoint parts of a set of addresses by which of the others they lie in. */
function divide(masks: Masks, addresses: IpSet, others: readonly IpSet[]): Region[] {
  let regions = addresses.isEmpty() ? [] : [{ addresses, set: 0n }];
  others.forEach((other, i) => {
    regions = regions.flatMap((region) => [
      { addresses: region.addresses.intersect(other), set: region.set | (1n << BigInt(i)) },
      { addresses: region.addresses.subtract(other), set: region.set },
    ]).filter((region) => !region.addresses.isEmpty());
  });
  return regions.map((region) => ({ addresses: region.addresses, mask: masks.of(region.set) }));
}
