import * as fc from 'fast-check';
import { AddressIndex } from '../../../src/engine/compile/address-index';
import { possibleAddresses } from '../../../src/engine/compile/possible-addresses';
import type { Classes } from '../../../src/engine/compile/classes';
import { Address, Intervals, IpSet } from '../../../src/sets';
import { law } from '../../laws/set-laws';

const v4 = fc.nat(30).map((value): Address => ({ family: 4, value }));
const v6 = fc.nat(30).map((value): Address => ({ family: 6, value: BigInt(value) }));
const addressesOfPod = fc.uniqueArray(fc.oneof(v4, v4, v6), { maxLength: 3, selector: (address) => `${address.family} ${address.value}` });
const classes = fc.array(addressesOfPod, { maxLength: 12 });
const ranges = fc.array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 3 });
const sets = fc.tuple(ranges, ranges).map(([a, b]) => IpSet.of(
  Intervals.from(a.map(([first, length]) => ({ first, last: first + length }))),
  Intervals.from(b.map(([first, length]) => ({ first: BigInt(first), last: BigInt(first + length) }))),
));
const family = fc.constantFrom<4 | 6 | undefined>(4, 6, undefined);

law('AddressIndex.select: definite where all addresses lie in the set, possible where some do', [classes, sets, family], (all, set, only) => {
  const made = { count: all.length, example: all.map((addresses) => ({ addresses })) } as unknown as Classes;
  const index = new AddressIndex(made, only, possibleAddresses());
  const expected = { definite: [] as number[], possible: [] as number[] };
  all.forEach((addresses, classId) => {
    const counted = addresses.filter((address) => only === undefined || address.family === only);
    const inside = counted.filter((address) => set.contains(address)).length;
    if (inside > 0) expected[inside === counted.length ? 'definite' : 'possible'].push(classId);
  });
  return JSON.stringify(index.select(set)) === JSON.stringify(expected);
});
