import * as fc from 'fast-check';
import { TrafficTable } from '../../../src/engine/compile/traffic-table';
import { TrafficSet } from '../../../src/sets';
import { law } from '../../laws/set-laws';
import { traffic } from '../../sets/arbitraries';

law('TrafficTable.id: two sets share a number exactly where they are equal', [fc.array(traffic, { maxLength: 8 })], (sets) => {
  const table = new TrafficTable();
  // equal sets that are two objects, too
  const all = sets.flatMap((set) => [set, set.union(TrafficSet.NONE), TrafficSet.ALL.subtract(TrafficSet.ALL.subtract(set))]);
  const ids = all.map((set) => table.id(set));
  return ids.every((id, i) => table.set(id).equals(all[i]) && ids.every((other, k) => (id === other) === all[i].equals(all[k])));
});

test('TrafficTable: the numbers of nothing and of all traffic', () => {
  const table = new TrafficTable();
  expect([table.id(TrafficSet.NONE), table.id(TrafficSet.ALL)]).toEqual([TrafficTable.NONE, TrafficTable.ALL]);
});
