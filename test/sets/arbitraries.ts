import * as fc from 'fast-check';
import { Address, formatV4, IpSet, Intervals, LabelConstraint, LabelSelector, parseCidr, PortSet, Protocol, TrafficSet } from '../../src/sets';

/** Numbers that crowd together, so that intervals touch and overlap. */
const near = fc.integer({ min: 0, max: 24 });
const pair = fc.tuple(near, near);

export const intervals = fc.array(pair, { maxLength: 5 }).map((pairs) => Intervals.from(pairs.map(([first, last]) => ({ first, last }))));
export const bigIntervals = fc
  .array(pair, { maxLength: 5 })
  .map((pairs) => Intervals.from(pairs.map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) }))));
export const nearNumber = near;

export const port = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(65534, 65535));
export const ports = fc
  .array(fc.tuple(port, port), { maxLength: 4 })
  .map((pairs) => pairs.reduce((set, [a, b]) => set.union(PortSet.range(a, b)), PortSet.NONE));
export const protocol = fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP');
export const traffic = fc
  .array(fc.tuple(protocol, ports), { maxLength: 3 })
  .map((parts) => parts.reduce((set, [p, s]) => set.union(TrafficSet.of(p, s)), TrafficSet.NONE));

const v4Cidr = fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 24, max: 32 })).map(([low, prefix]) => `${formatV4(0x0a000000 + low * 4)}/${prefix}`);
const v6Cidr = fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 118, max: 128 })).map(([low, prefix]) => `2001:db8::${low.toString(16)}/${prefix}`);
const cidrText = fc.oneof(v4Cidr, v6Cidr, fc.constantFrom('0.0.0.0/0', '::/0', '255.255.255.255/32'));
export const ips = fc.array(fc.tuple(cidrText, cidrText), { maxLength: 3 }).map((blocks) =>
  blocks.reduce((set, [cidr, except]) => set.union(IpSet.cidr(parseCidr(cidr)!).subtract(IpSet.cidr(parseCidr(except)!))), IpSet.NONE));
export const address = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((low): Address => ({ family: 4, value: 0x0a000000 + low })),
  fc.integer({ min: 0, max: 300 }).map((low): Address => ({ family: 6, value: (0x20010db8n << 96n) + BigInt(low) })),
  fc.constantFrom<Address>({ family: 4, value: 2 ** 32 - 1 }, { family: 6, value: 0n }, { family: 6, value: (1n << 128n) - 1n }),
);

const labelKey = fc.constantFrom('app', 'tier', 'env');
export const labelValue = fc.constantFrom('', 'a', 'b', 'c');
export const constraint = fc.oneof(
  fc.array(labelValue, { maxLength: 3 }).map((values) => LabelConstraint.in(values)),
  fc.array(labelValue, { maxLength: 3 }).map((values) => LabelConstraint.notIn(values)),
  fc.constant(LabelConstraint.exists()),
  fc.constant(LabelConstraint.doesNotExist()),
);
export const selector = fc.array(fc.tuple(labelKey, constraint), { maxLength: 4 }).map((parts) => LabelSelector.of(parts));
/** Values beyond those that selectors mention, too: `zzz` stands for all others. */
export const labels = fc.dictionary(labelKey, fc.oneof(labelValue, fc.constant('zzz')), { maxKeys: 3 });
