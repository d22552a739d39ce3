import { NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../src/profiles/address-ranges';
import { formatCidr, IpSet, parseCidr } from '../../src/sets';

describe.each([['IPv4', NOT_INTERNET_V4, 4], ['IPv6', NOT_INTERNET_V6, 6]] as const)('%s', (_, ranges, family) => {
  test.each(ranges.map((range) => [range.cidr, range] as const))('%s is canonical, of its family, and has a source', (cidr, { what, source }) => {
    const parsed = parseCidr(cidr)!;
    expect(formatCidr(parsed)).toBe(cidr);
    expect(parsed.family).toBe(family);
    expect(what).not.toBe('');
    expect(source).toMatch(/^(RFC [0-9]+|https:)/);
  });

  test('ranges are disjoint, so that each exception counts', () => {
    const sets = ranges.map(({ cidr }) => IpSet.cidr(parseCidr(cidr)!));
    for (const [i, one] of sets.entries()) for (const other of sets.slice(i + 1)) expect(one.intersect(other).isEmpty()).toBe(true);
  });
});

test('each IPv4 range that is private has its NAT64 counterpart', () => {
  const v6 = NOT_INTERNET_V6.map(({ what }) => what);
  for (const cidr of ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']) {
    const { base, prefix } = parseCidr(cidr) as { base: number; prefix: number };
    const embedded = `64:ff9b::${(base / 65536).toString(16)}:0/${96 + prefix}`;
    expect(v6).toContain(`NAT64 of ${cidr}`);
    expect(NOT_INTERNET_V6.find(({ what }) => what === `NAT64 of ${cidr}`)!.cidr).toBe(embedded);
  }
});
