import { formatAddress, formatCidr, IpSet, parseAddress, parseCidr } from '../../src/sets';

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.5/8', '10.0.0.0/8'],
    ['010.0.0.0/08', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8/128'],
    ['64:ff9b::1.2.3.4/96', '64:ff9b::/96'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:10.0.0.0/8', '::/8'],
  ])('reads %s as %s', (text, canonical) => {
    expect(formatCidr(parseCidr(text)!)).toBe(canonical);
  });

  it.each(['', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/+8', '10.0.0/8', '999.0.0.0/8', ' 10.0.0.0/8', '10.0.0.0/8 ', '0/0', '10.0.0.0/255.0.0.0',
    '２.0.0.0/8', '2001:db8:::/32', '2001:db8::/129', 'fe80::1%eth0/64', '1:2:3:4:5:6:7/64', '1::2::3/64', '::12345/64', '1.2.3.4::/64', ':1:2:3:4:5:6:7/64'])('refuses `%s`', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each([
    ['::', '::'],
    ['::1', '::1'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['fe80::', 'fe80::'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatAddress(parseAddress(text)!)).toBe(canonical);
  });

  it('refuses what is none', () => {
    for (const text of ['', '1.2.3', '1.2.3.4.5', '1.2.3.x', 'g::', '1:2', '1.2.3.4%0']) expect(parseAddress(text)).toBeUndefined();
  });

  it('ranges and blocks are minimal', () => {
    const set = IpSet.cidr(parseCidr('10.0.0.0/8')!).subtract(IpSet.cidr(parseCidr('10.0.0.0/9')!));
    expect(set.toCidrs()).toEqual(['10.128.0.0/9']);
    expect(IpSet.ALL.toRanges()).toEqual(['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']);
    expect(IpSet.ALL.subtract(IpSet.cidr(parseCidr('128.0.0.0/1')!)).toCidrs()).toEqual(['0.0.0.0/1', '::/0']);
  });
});
