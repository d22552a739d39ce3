import { Traffic } from '../../src/results/traffic';
import { PortSet, TrafficSet } from '../../src/sets';

const of = (...parts: [protocol: 'TCP' | 'UDP' | 'SCTP', first: number, last: number][]) =>
  Traffic._of(parts.reduce((set, [protocol, first, last]) => set.union(TrafficSet.of(protocol, PortSet.range(first, last))), TrafficSet.NONE));
const SOME = of(['UDP', 53, 53], ['TCP', 80, 80], ['TCP', 443, 450]);

test('no traffic', () => {
  const none = Traffic._of(TrafficSet.NONE);
  expect([none.isEmpty, none.isEverything, none.protocols, none.portRanges('TCP'), none.example, none.text]).toEqual([true, false, [], [], '', 'No Connections']);
});

test('all traffic', () => {
  const all = Traffic._of(TrafficSet.ALL);
  expect([all.isEmpty, all.isEverything, all.protocols, all.example, all.text]).toEqual([false, true, ['SCTP', 'TCP', 'UDP'], 'TCP 1', 'All Connections']);
  expect(all.portRanges('SCTP')).toEqual([{ first: 1, last: 65_535 }]);
});

test('some protocols and ports', () => {
  expect([SOME.isEmpty, SOME.isEverything, SOME.protocols, SOME.example]).toEqual([false, false, ['TCP', 'UDP'], 'TCP 80']);
  expect(SOME.portRanges('TCP')).toEqual([{ first: 80, last: 80 }, { first: 443, last: 450 }]);
  expect(SOME.portRanges('ICMP')).toEqual([]);
  expect([SOME.includes('TCP', 444), SOME.includes('TCP', 451), SOME.includes('UDP', 53), SOME.includes('ICMP', 53)]).toEqual([true, false, true, false]);
});

test('is text where text is wanted', () => {
  expect(SOME.text).toBe('TCP 80,443-450,UDP 53');
  expect(`${SOME}`).toBe(SOME.text);
  expect(JSON.stringify({ allowed: SOME })).toBe('{"allowed":"TCP 80,443-450,UDP 53"}');
});
