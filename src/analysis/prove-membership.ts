import { IpSet } from '../sets';
import { fail } from '../errors';
import type { Resolved } from './invariant-resolve';
import { MOST_EXCEPTIONS } from './prove-demand';
import type { World } from './prove-world';

/** Which classes and addresses an invariant means at its ends, and which exceptions may apply to them (one bit each). */
export interface Membership {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
  /** By class. */
  readonly fromMask: Int32Array;
  /** By class. */
  readonly toMask: Int32Array;
  /** The addresses of an end, divided by the exceptions that apply towards an end with this mask. */
  regions(end: 'from' | 'to', mask: number): readonly Region[];
}

export interface Region {
  readonly addresses: IpSet;
  readonly mask: number;
}

export function membershipOf(world: World, { statement, from, to, except }: Resolved): Membership {
  if (except.length > MOST_EXCEPTIONS) fail('invariant-exceptions', `\`${statement.id}\` has ${except.length} exceptions, allowed are ${MOST_EXCEPTIONS}; join those that are alike into lists`);
  const { count } = world.engine.classes;
  const sources: number[] = [];
  const destinations: number[] = [];
  const fromMask = new Int32Array(count);
  const toMask = new Int32Array(count);
  for (let c = 0; c < count; c++) {
    const facts = world.facts(c);
    if (from.means(facts)) sources.push(c);
    if (to.means(facts)) destinations.push(c);
    except.forEach((item, i) => {
      if (item.from.means(facts)) fromMask[c] |= 1 << i;
      if (item.to.means(facts)) toMask[c] |= 1 << i;
    });
  }
  const divided = {
    from: divide(from.addresses, except.map((item) => item.from.addresses)),
    to: divide(to.addresses, except.map((item) => item.to.addresses)),
  };
  return {
    sources,
    destinations,
    fromMask,
    toMask,
    regions: (end, mask) => divided[end].map((region) => ({ addresses: region.addresses, mask: region.mask & mask })),
  };
}

/** Disjoint parts of a set of addresses by which of the others they lie in. */
function divide(addresses: IpSet, others: readonly IpSet[]): Region[] {
  let regions: Region[] = addresses.isEmpty() ? [] : [{ addresses, mask: 0 }];
  others.forEach((other, i) => {
    regions = regions.flatMap((region) => [
      { addresses: region.addresses.intersect(other), mask: region.mask | (1 << i) },
      { addresses: region.addresses.subtract(other), mask: region.mask },
    ]).filter((region) => !region.addresses.isEmpty());
  });
  return regions;
}
