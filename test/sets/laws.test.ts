import * as fc from 'fast-check';
import { law, setLaws } from '../laws/set-laws';
import { Address, Intervals, IpSet, parseCidr, PortSet, Protocol, TrafficSet } from '../../src/sets';
import { address, bigIntervals, intervals, ips, nearNumber, port, ports, protocol, traffic } from './arbitraries';

describe('Intervals of numbers', () => {
  setLaws(intervals, nearNumber);
  law('never touch', [intervals], (set) => {
    const parts = [...set];
    return parts.every(({ first, last }, i) => first <= last && (i === 0 || parts[i - 1].last + 1 < first));
  });
  it('of an interval that ends before it starts are empty', () => {
    expect(Intervals.of(5, 4).isEmpty()).toBe(true);
    expect([...Intervals.from([{ first: 4, last: 3 }])]).toEqual([]);
  });
});

describe('the union of many sets at once', () => {
  law('is the union one by one, of numbers', [fc.array(intervals, { maxLength: 6 })], (sets) =>
    Intervals.unionOf(sets).equals(sets.reduce((all, set) => all.union(set), Intervals.empty<number>())));
  law('of ports', [fc.array(ports, { maxLength: 6 })], (sets) => PortSet.unionOf(sets).equals(sets.reduce((all, set) => all.union(set), PortSet.NONE)));
  law('of traffic', [fc.array(traffic, { maxLength: 6 })], (sets) =>
    TrafficSet.unionOf(sets).equals(sets.reduce((all, set) => all.union(set), TrafficSet.NONE)));
  law('of addresses', [fc.array(ips, { maxLength: 6 })], (sets) => IpSet.unionOf(sets).equals(sets.reduce((all, set) => all.union(set), IpSet.NONE)));
  it('is a set again where only that one has elements, so that it is found by its object', () => {
    const set = TrafficSet.of('TCP', PortSet.single(80));
    const none = TrafficSet.NONE;
    for (const sets of [[set], [none, set], [set, set], [none, set, set, set, none]]) expect(TrafficSet.unionOf(sets)).toBe(set);
  });
});

describe('Intervals of bigints', () => setLaws(bigIntervals, nearNumber.map(BigInt)));

describe('PortSet', () => setLaws(ports, port));

describe('TrafficSet', () => {
  type Packet = readonly [Protocol, number];
  const packet = port.chain((p) => protocol.map((q): Packet => [q, p]));
  const wrapped = traffic.map((set) => new PacketSet(set));
  setLaws(wrapped, packet);

  class PacketSet {
    public constructor(private readonly set: TrafficSet) {}
    public contains([q, p]: Packet): boolean { return this.set.contains(q, p); }
    public union(o: PacketSet): PacketSet { return new PacketSet(this.set.union(o.set)); }
    public intersect(o: PacketSet): PacketSet { return new PacketSet(this.set.intersect(o.set)); }
    public subtract(o: PacketSet): PacketSet { return new PacketSet(this.set.subtract(o.set)); }
    public isSubsetOf(o: PacketSet): boolean { return this.set.isSubsetOf(o.set); }
    public isEmpty(): boolean { return this.set.isEmpty(); }
    public equals(o: PacketSet): boolean { return this.set.equals(o.set); }
  }
});

describe('IpSet', () => {
  setLaws<Address, IpSet>(ips, address);
  law('blocks cover exactly the set', [ips], (set) => set.toCidrs().map((text) => IpSet.cidr(parseCidr(text)!)).reduce((a, b) => a.union(b), IpSet.NONE).equals(set));
  law('no two blocks make one', [ips], (set) => {
    const blocks = set.toCidrs();
    return blocks.every((text, i) => i === 0 || IpSet.cidr(parseCidr(blocks[i - 1])!).union(IpSet.cidr(parseCidr(text)!)).toCidrs().length === 2);
  });
});
