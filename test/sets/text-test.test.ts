import { LabelConstraint, TextTest } from '../../src/sets';

const KINDS: readonly TextTest['kind'][] = ['contains', 'starts with', 'ends with'];
const VALUES = [undefined, '', 'a', 'ab', 'ba', 'aba', 'c'];
const ALL = [
  LabelConstraint.EVERYTHING, LabelConstraint.exists(), LabelConstraint.doesNotExist(), LabelConstraint.in(['ab', 'c']), LabelConstraint.notIn(['ab', 'c']),
  ...KINDS.flatMap((kind) => ['', 'a', 'b'].flatMap((text) => [true, false].map((negated) => LabelConstraint.passing({ kind, text, negated })))),
];

test.each([
  ['contains', 'b', ['ab', 'ba', 'aba']],
  ['starts with', 'a', ['a', 'ab', 'aba']],
  ['ends with', 'a', ['a', 'ba', 'aba']],
  ['ends with', '', ['', 'a', 'ab', 'ba', 'aba', 'c']],
] as const)('%s `%s`', (kind, text, expected) => {
  const passing = (negated: boolean) => VALUES.filter((value) => LabelConstraint.passing({ kind, text, negated }).contains(value));
  expect(passing(false)).toEqual(expected);
  expect(passing(true)).toEqual(VALUES.filter((value) => !(expected as readonly unknown[]).includes(value)));
});

test('together, both hold; equal ones have equal texts; what implies another has no more values', () => {
  for (const a of ALL) {
    for (const b of ALL) {
      const both = a.intersect(b);
      expect(VALUES.map((value) => both.contains(value))).toEqual(VALUES.map((value) => a.contains(value) && b.contains(value)));
      expect([both.equals(b.intersect(a)), both.toString()]).toEqual([true, b.intersect(a).toString()]);
      expect(a.equals(b)).toBe(a.toString() === b.toString());
      if (a.isSubsetOf(b)) expect(VALUES.filter((value) => a.contains(value) && !b.contains(value))).toEqual([]);
      expect(both.isSubsetOf(a) || both.isEmpty()).toBe(true);
    }
  }
});

test('a value that is not known may pass a test, or not', () => {
  const starts = LabelConstraint.passing({ kind: 'starts with', text: 'a', negated: false });
  expect([starts.matchPresent(), starts.matchUnknown(), starts.isEverything(), starts.isEmpty()]).toEqual(['possible', 'possible', false, false]);
});
