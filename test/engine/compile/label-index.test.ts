import * as fc from 'fast-check';
import { lowerBound } from '../../../src/engine/compile/class-list';
import { LabelIndex } from '../../../src/engine/compile/label-index';
import { LabelSelector } from '../../../src/sets';
import { law } from '../../laws/set-laws';
import { labels, selector } from '../../sets/arbitraries';

const things = fc.array(labels, { maxLength: 12 });

law('select finds what matches, ascending', [things, selector], (all, wanted) => {
  const expected = all.flatMap((own, i) => (wanted.matches(own) ? [i] : []));
  return JSON.stringify(new LabelIndex(all).select(wanted).definite) === JSON.stringify(expected);
});

law('selectWithin finds it in a range only', [things, selector, fc.nat(12), fc.nat(12)], (all, wanted, a, b) => {
  const [first, last] = [Math.min(a, b, all.length), Math.min(Math.max(a, b), all.length)];
  const expected = all.flatMap((own, i) => (i >= first && i < last && wanted.matches(own) ? [i] : []));
  return JSON.stringify(new LabelIndex(all).selectWithin(wanted, first, last).definite) === JSON.stringify(expected);
});

test.each([['a', 'z'], ['z', 'a']])('looks at the shortest list that can hold everything selected (%s, %s)', (common, rare) => {
  let looks = 0;
  const wanted = LabelSelector.labels({ [common]: 'common', [rare]: 'rare' });
  const counted = {
    isEverything: () => false,
    constraints: wanted.constraints,
    matches: (own: Record<string, string>) => { looks++; return wanted.matches(own); },
  };
  const index = new LabelIndex(Array.from({ length: 100 }, (_, i) => ({ [common]: 'common', [rare]: i === 42 ? 'rare' : 'other' })));
  expect(index.select(counted as unknown as LabelSelector).definite).toEqual([42]);
  expect(looks).toBe(1);
  // in a range where even the whole range is shorter
  expect(index.selectWithin(counted as unknown as LabelSelector, 41, 42).definite).toEqual([]);
  expect(looks).toBe(1);
});

law('lowerBound is the number of smaller ones', [fc.array(fc.nat(9)), fc.nat(10)], (values, value) =>
  lowerBound([...values].sort((a, b) => a - b), value) === values.filter((other) => other < value).length);
