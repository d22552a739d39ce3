import * as fc from 'fast-check';
import { has, listOf, selects } from '../../../src/engine/compile/class-list';
import { law } from '../../laws/set-laws';

const chosen = fc.array(fc.boolean(), { maxLength: 12 });
const members = (all: readonly boolean[]) => all.flatMap((is, c) => (is ? [c] : []));

law('a list means what it was made of', [chosen], (all) => {
  const list = listOf(members(all), all.length);
  return all.every((is, c) => selects(list, c) === is);
});

law('a list takes the shorter form', [chosen], (all) => {
  const { list, except } = listOf(members(all), all.length);
  const count = members(all).length;
  return except ? count * 2 > all.length && list.length === all.length - count : list.length === count && (count * 2 <= all.length || count === 0);
});

law('has finds what is there', [fc.uniqueArray(fc.nat(20)), fc.nat(20)], (values, value) => has([...values].sort((a, b) => a - b), value) === values.includes(value));

test('all of several are the list of those left out, which is empty', () => {
  expect(listOf([0, 1, 2], 3)).toEqual({ except: true, list: [] });
  expect(listOf([0], 2)).toEqual({ except: false, list: [0] });
});
