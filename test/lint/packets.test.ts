import fc from 'fast-check';
import { packetIn, singlePorts } from '../../src/lint/helpers/packets';
import type { Workload } from '../../src/model';
import { PortSet, Protocol, TrafficSet } from '../../src/sets';

const range = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'));
const sets = fc.array(range, { maxLength: 5 }).map((ranges) => (
  ranges.reduce((set, [first, more, protocol]) => set.union(TrafficSet.of(protocol, PortSet.range(first, first + more))), TrafficSet.NONE)));

test('a packet is one of the set, and there is one if the set has any', () => {
  fc.assert(fc.property(sets, (set) => {
    const packet = packetIn(set);
    expect(packet === undefined).toBe(set.isEmpty());
    if (packet !== undefined) expect(set.contains(packet.protocol, packet.port)).toBe(true);
  }), { seed: 3 });
});

test('a port that the destination declares is preferred', () => {
  const destination = { ports: [{ port: 9, protocol: 'UDP' }, { port: 8080, protocol: 'TCP' }] } as unknown as Workload;
  expect(packetIn(TrafficSet.ALL, destination)).toEqual({ protocol: 'UDP', port: 9 });
  expect(packetIn(TrafficSet.of('TCP', PortSet.ALL), destination)).toEqual({ protocol: 'TCP', port: 8080 });
  expect(packetIn(TrafficSet.of('TCP', PortSet.single(1)), destination)).toEqual({ protocol: 'TCP', port: 1 });
});

test('single ports are those that stand alone', () => {
  const set = TrafficSet.of('TCP', PortSet.single(80).union(PortSet.range(90, 99))).union(TrafficSet.of('UDP', PortSet.single(53)));
  expect(singlePorts(set)).toEqual([{ protocol: 'TCP', port: 80 }, { protocol: 'UDP', port: 53 }]);
});
