import { isDeepStrictEqual } from 'util';
import fc from 'fast-check';
import { isSameJson, sortedKeys } from '../../src/app/same-json';

/** As text holds it: without a negative zero. */
const json = () => fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test('equal is what Node calls deeply equal', () => {
  fc.assert(fc.property(json(), json(), (a, b) => {
    expect(isSameJson(a, b)).toBe(isDeepStrictEqual(a, b));
    expect(isSameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
  }));
});

test.each([
  [{ a: 1, b: [{}] }, { b: [{}], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [null, {}, false],
  [{ toString: 1 }, {}, false],
])('%j and %j: %s', (a, b, expected) => {
  expect(isSameJson(a, b)).toBe(expected);
});

test('keys are sorted as cdk8s sorts them', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.nat()), (entries) => {
    expect(sortedKeys(entries)).toEqual(Object.keys(entries).sort());
  }));
  expect(sortedKeys({ protocol: 1, port: 2, endPort: 3 })).toEqual(['endPort', 'port', 'protocol']);
});
