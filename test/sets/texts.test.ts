import { isIP } from 'net';
import * as fc from 'fast-check';
import {
  formatAddress, formatCidr, formatV6, Intervals, IpSet, isMapped, LabelConstraint, LabelSelector, labelOf, parseAddress, parseCidr, parseV6,
  PortSet, successor, TrafficSet,
} from '../../src/sets';
import { law } from '../laws/set-laws';
import { bigIntervals, constraint, intervals, ips, ports, selector, traffic } from './arbitraries';

const port = (...ranges: [number, number][]) => ranges.reduce((set, [first, last]) => set.union(PortSet.range(first, last)), PortSet.NONE);

test('ports are written as ranges, ascending', () => {
  expect([port([1, 65535]), port([81, 90], [1, 79]), port([80, 80], [82, 82]), PortSet.NONE].map(String)).toEqual(['1-65535', '1-79,81-90', '80,82', '']);
  expect(port([5, 6], [8, 8]).ranges()).toEqual([{ first: 5, last: 6 }, { first: 8, last: 8 }]);
  expect(port([5, 6], [8, 8]).length).toBe(2);
});

test('ports beyond the range are cut off', () => {
  expect([PortSet.range(-3, 2), PortSet.range(65534, 70000), PortSet.range(0, 0), PortSet.range(70000, 80000), PortSet.range(9, 8)].map(String)).toEqual(['1-2', '65534-65535', '', '', '']);
  expect([PortSet.range(0, 65535).isAll(), PortSet.range(1, 65534).isAll(), PortSet.range(2, 65535).isAll()]).toEqual([true, false, false]);
});

test('traffic is written by protocol', () => {
  const set = TrafficSet.of('UDP', port([53, 53])).union(TrafficSet.of('TCP', port([1, 79], [81, 65535]))).union(TrafficSet.of('SCTP', PortSet.ALL));
  expect(set.toString()).toBe('SCTP 1-65535,TCP 1-79,81-65535,UDP 53');
  expect([TrafficSet.ALL, TrafficSet.NONE].map(String)).toEqual(['All Connections', 'No Connections']);
  expect((['TCP', 'UDP', 'SCTP'] as const).map((protocol) => set.ports(protocol).toString())).toEqual(['1-79,81-65535', '53', '1-65535']);
  expect([TrafficSet.ALL.isAll(), set.isAll(), TrafficSet.ALL.subtract(TrafficSet.of('SCTP', port([1, 1]))).isAll()]).toEqual([true, false, false]);
});

law('texts of ports are equal for equal sets', [ports, ports], (a, b) => (a.toString() === b.toString()) === a.equals(b));
law('texts of traffic are equal for equal sets', [traffic, traffic], (a, b) => (a.toString() === b.toString()) === a.equals(b));
law('what is empty is one value', [traffic, traffic], (a, b) => a.subtract(b).isEmpty() === (a.subtract(b) === TrafficSet.NONE));
law('everything is one value', [traffic], (a) => a.union(TrafficSet.ALL.subtract(a)) === TrafficSet.ALL);
law('texts of constraints are equal for equal ones', [constraint, constraint], (a, b) => (a.toString() === b.toString()) === a.equals(b));
law('texts of selectors are equal for equal ones', [selector, selector], (a, b) => (a.toString() === b.toString()) === (a.implies(b) && b.implies(a)) || !a.isSatisfiable());

test('constraints are written by what they allow', () => {
  const all = [LabelConstraint.EVERYTHING, LabelConstraint.in(['b', 'a', 'b']), LabelConstraint.notIn(['a']), LabelConstraint.exists(), LabelConstraint.doesNotExist(), LabelConstraint.in([])];
  expect(all.map(String)).toEqual(['?![]', '["a","b"]', '?!["a"]', '![]', '?[]', '[]']);
  expect(all.map((each) => each.isEverything())).toEqual([true, false, false, false, false, false]);
  expect(all.map((each) => each.isEmpty())).toEqual([false, false, false, false, false, true]);
  expect(LabelSelector.of([['b', LabelConstraint.exists()], ['a', LabelConstraint.in(['x'])]]).toString()).toBe('"a"["x"]&"b"![]');
  expect(LabelSelector.of([['a', LabelConstraint.in(['x', 'y'])], ['a', LabelConstraint.in(['y'])]]).toString()).toBe('"a"["y"]');
});

test('labels are own properties', () => {
  expect([labelOf({ a: '' }, 'a'), labelOf({}, 'toString'), labelOf({ a: 'x' }, 'b')]).toEqual(['', undefined, undefined]);
});

law('intervals give their bounds by position', [intervals], (set) =>
  [...set].every(({ first, last }, i) => set.first(i) === first && set.last(i) === last) && [...set].length === set.length);
law('intervals from a list are the union of its parts', [fc.array(fc.tuple(fc.nat(20), fc.nat(20)))], (pairs) =>
  Intervals.from(pairs.map(([first, last]) => ({ first, last })))
    .equals(pairs.reduce((set, [first, last]) => set.union(Intervals.of(first, last)), Intervals.empty<number>())));
law('successors of bigints are bigints', [bigIntervals], (set) => [...set].every(({ last }) => successor(last) === last + 1n));

const v6 = fc.array(fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 });
const valueOf = (groups: readonly number[]) => groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);

law('IPv6 addresses are written as they are read', [v6], (groups) => {
  const value = valueOf(groups);
  const long = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
  return parseV6(long) === value && parseV6(formatV6(value)) === value && isIP(formatV6(value)) === 6;
});

// the reference of the platform: its URL parser writes as RFC 5952 asks
law('IPv6 addresses are written as the URL standard writes them', [v6], (groups) => `[${formatV6(valueOf(groups))}]` === new URL(`http://[${groups.map((g) => g.toString(16)).join(':')}]/`).hostname);

const letters = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'f', 'g', ':', '::', '.', '1.2.3.4'), maxLength: 12 });
law('an IPv6 address is what the platform takes for one', [letters], (text) => !text.includes(':') || (parseAddress(text) !== undefined) === (isIP(text) === 6));
const dotted = fc.string({ unit: fc.constantFrom('0', '1', '25', '5', '6', '.', '.', '-'), maxLength: 12 });
law('an IPv4 address is what the platform takes for one, and leading zeros', [dotted], (text) => {
  const decimal = text.split('.').map((octet) => octet.replace(/^0+(?=[0-9])/, '')).join('.');
  return (parseAddress(text) !== undefined) === (isIP(decimal) === 4);
});

test('two gaps, or groups enough before one, are no address', () => {
  for (const text of ['1:2:3:4:5:6:7:8::1::2', '1::2::3', '1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::8:9']) expect(parseAddress(text)).toBeUndefined();
});

test('mapped addresses are those of ::ffff:0:0/96', () => {
  expect(['::ffff:0:0', '::ffff:ffff:ffff', '::fffe:ffff:ffff', '::1:0:0:0', '::1:ffff:0:0'].map((text) => isMapped(parseV6(text)!))).toEqual([true, true, false, false, false]);
  expect(formatAddress(parseAddress('::ffff:255.0.0.1')!)).toBe('255.0.0.1');
  expect(formatCidr(parseCidr('::ffff:0:0/96')!)).toBe('0.0.0.0/0');
  expect(formatCidr(parseCidr('::ffff:1.2.3.4/95')!)).toBe('::fffe:0:0/95');
});

law('the blocks of a set are the fewest', [fc.nat(40), fc.nat(40)], (a, b) => {
  const [first, last] = [0x0a000000 + Math.min(a, b), 0x0a000000 + Math.max(a, b)];
  const least = new Map<number, number>([[last + 1, 0]]);
  for (let from = last; from >= first; from--) {
    const sizes = [1, 2, 4, 8, 16, 32, 64].filter((size) => from % size === 0 && from + size - 1 <= last);
    least.set(from, 1 + Math.min(...sizes.map((size) => least.get(from + size)!)));
  }
  const v4 = IpSet.of(Intervals.of(first, last), Intervals.empty());
  const base = 0xfdn << 120n;
  const sameInV6 = IpSet.of(Intervals.empty(), Intervals.of(base + BigInt(first), base + BigInt(last)));
  return v4.toCidrs().length === least.get(first) && sameInV6.toCidrs().length === least.get(first);
});

law('a set of addresses is empty, or one value', [ips, ips], (a, b) => a.subtract(b).isEmpty() === (a.subtract(b) === IpSet.NONE));
law('ranges are as many as intervals', [ips], (set) => set.toRanges().length === set.v4.length + set.v6.length);

law('parts are the ranges, and together the set', [ips], (set) => {
  const parts = set.parts();
  const first = parts[0]?.first();
  const isWhole = parts.reduce((all, part) => all.union(part), IpSet.NONE).equals(set);
  return isWhole && parts.flatMap((part) => part.toRanges()).join() === set.toRanges().join()
    && (first === undefined ? set.isEmpty() : set.toRanges()[0].startsWith(`${formatAddress(first)}-`));
});
law('keys are equal for equal sets alone', [ips, ips], (a, b) => (a.key === b.key) === a.equals(b) && a.key === a.union(a.intersect(b)).key);

test('each range is a block where it is one', () => {
  const setOf = (...blocks: string[]) => blocks.reduce((set, text) => set.union(IpSet.cidr(parseCidr(text)!)), IpSet.NONE);
  expect(setOf('10.0.0.0/8', '12.0.0.0/8', '13.0.0.0/16', 'fd00::/8').toTexts()).toEqual(['10.0.0.0/8', '12.0.0.0-13.0.255.255', 'fd00::/8']);
});

test('the ends of the address space are blocks', () => {
  expect(IpSet.ALL_V4.toCidrs()).toEqual(['0.0.0.0/0']);
  expect(IpSet.ALL_V6.toCidrs()).toEqual(['::/0']);
  expect(IpSet.address(parseAddress('255.255.255.255')!).toCidrs()).toEqual(['255.255.255.255/32']);
  expect(IpSet.address(parseAddress('ffff::ffff')!).toCidrs()).toEqual(['ffff::ffff/128']);
  expect(IpSet.address(parseAddress('10.0.0.1')!).union(IpSet.address(parseAddress('fd00::1')!)).toRanges()).toEqual(['10.0.0.1-10.0.0.1', 'fd00::1-fd00::1']);
});
