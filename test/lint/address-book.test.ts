import fc from 'fast-check';
import { AddressBook } from '../../src/lint/framework/address-book';
import { Address, formatAddress, IpSet, parseCidr } from '../../src/sets';

const v4 = fc.integer({ min: 0x0a000000, max: 0x0a0000ff }).map((value): Address => ({ family: 4, value }));
const v6 = fc.bigInt({ min: 0xfdn << 120n, max: (0xfdn << 120n) + 255n }).map((value): Address => ({ family: 6, value }));
const blocks = fc.array(fc.constantFrom('10.0.0.0/26', '10.0.0.64/27', '10.0.0.200/32', 'fd00::/121', 'fd00::f0/124'), { maxLength: 3 });

test('it finds exactly what lies in the blocks', () => {
  fc.assert(fc.property(fc.array(fc.oneof(v4, v6), { maxLength: 30 }), blocks, (addresses, cidrs) => {
    const set = cidrs.reduce((all, cidr) => all.union(IpSet.cidr(parseCidr(cidr)!)), IpSet.NONE);
    const found = [...new AddressBook(addresses, (address) => [address]).in(set)].map(({ item }) => formatAddress(item));
    expect(found.sort()).toEqual(addresses.filter((address) => set.contains(address)).map(formatAddress).sort());
  }), { seed: 11 });
});
