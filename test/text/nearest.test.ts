import fc from 'fast-check';
import { editDistance, nearest } from '../../src/text/nearest';

test.each([
  ['wbe', ['api', 'web'], 'web'],
  ['produciton', ['staging', 'production'], 'production'],
  ['a', ['b'], 'b'],
  ['web', ['database'], undefined],
  ['web', ['web'], undefined],
  ['frontend', [], undefined],
  ['prots', ['peers', 'ports', 'from'], 'ports'],
  ['pods', ['ports', 'peers', 'from'], undefined],
])('%s among %j is %s', (text, candidates, found) => {
  expect(nearest(text, candidates)).toBe(found);
});

const words = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });

test('the distance is symmetric, nought for equal texts only, and at most the longer length', () => {
  fc.assert(fc.property(words, words, (a, b) => {
    const distance = editDistance(a, b);
    expect(distance).toBe(editDistance(b, a));
    expect(distance === 0).toBe(a === b);
    expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
  }), { seed: 7 });
});
