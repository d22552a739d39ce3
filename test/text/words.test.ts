import { andMore, firstFew, listed } from '../../src/text/lists';
import { plural } from '../../src/text/plural';

test.each([
  [0, 'pair', '0 pairs'], [1, 'pair', '1 pair'], [2, 'reply', '2 replies'], [1, 'reply', '1 reply'], [3, 'address', '3 addresses'], [2, 'key', '2 keys'],
  [2, 'wanted connection', '2 wanted connections'], [2, 'class', '2 classes'], [2, 'match', '2 matches'],
])('%d of %s are %s', (count, noun, expected) => {
  expect(plural(count, noun)).toBe(expected);
});

it('lists a few and counts the others', () => {
  expect(listed(['a', 'b'], 2)).toBe('a, b');
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  expect(listed(['a', 'b', 'c'], 2, 'ranges')).toBe('a, b and 1 more ranges');
  expect(listed([], 2)).toBe('');
  expect(firstFew(['a', 'b', 'c'], 2, 'findings')).toEqual(['a', 'b', 'and 1 more findings']);
  expect(firstFew(['a', 'b'], 2)).toEqual(['a', 'b']);
  expect(andMore(7)).toBe('and 7 more');
});
