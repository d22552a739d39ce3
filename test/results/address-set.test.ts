import { addresses } from '../traffic';

test('an address set is written as blocks or ranges, and asked for single addresses', () => {
  const set = addresses('10.0.0.0/30', '10.0.0.4/32', 'fd00::/8');
  expect(set.blocks).toEqual(['10.0.0.0/30', '10.0.0.4/32', 'fd00::/8']);
  expect(set.ranges).toEqual(['10.0.0.0-10.0.0.4', 'fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']);
  expect(JSON.stringify(set)).toBe(JSON.stringify(set.blocks));
  expect(['10.0.0.4', '10.0.0.5', 'fd00::1', 'web'].map((text) => set.includes(text))).toEqual([true, false, true, false]);
});

test('an address set has an example: its lowest address', () => {
  expect([addresses('10.0.0.0/30', 'fd00::/8'), addresses('fd00::/8'), addresses()].map(({ example }) => example)).toEqual(['10.0.0.0', 'fd00::', '']);
});

test('an address set is everything only with both families', () => {
  expect([addresses('0.0.0.0/0', '::/0'), addresses('0.0.0.0/0'), addresses('0.0.0.0/0', '::/1')].map(({ isEverything }) => isEverything)).toEqual([true, false, false]);
  expect([addresses(), addresses('::1/128')].map(({ isEmpty }) => isEmpty)).toEqual([true, false]);
});
