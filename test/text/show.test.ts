import { kindOf, show } from '../../src/text/show';

const cyclic: any = {};
cyclic.self = cyclic;

test.each<[unknown, string]>([
  ['text', '`text`'],
  ['', '``'],
  [80, '`80`'],
  [NaN, '`NaN`'],
  [null, '`null`'],
  [undefined, '`undefined`'],
  [{ a: 1 }, '`{"a":1}`'],
  [['a'], '`["a"]`'],
  [cyclic, '`an object`'],
  [{ big: 1n }, '`an object`'],
  [new Date(0), '`a Date`'],
  [() => 1, '`function`'],
  ['a`b', '`a\'b`'],
  ['a\n\u001b[31mb\u2028', '`a\\u{a}\\u{1b}[31mb\\u{2028}`'],
  ['x'.repeat(81), `\`${'x'.repeat(80)}…\``],
])('%p is shown on one line', (value, expected) => {
  expect(show(value)).toBe(expected);
});

test.each<[unknown, string]>([
  [null, 'null'], [undefined, 'undefined'], ['', 'a string'], [1, 'a number'], [[], 'a list'], [{}, 'an object'], [Object.create(null), 'an object'], [new Map(), 'a Map'],
])('the kind of %p has a name', (value, expected) => {
  expect(kindOf(value)).toBe(expected);
});
