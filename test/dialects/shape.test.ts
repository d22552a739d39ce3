import { ObjectProblems } from '../../src/dialects/object-problems';
import { Place } from '../../src/dialects/place';
import { checkShape, hasShape } from '../../src/dialects/shape';
import type { Nulls, ApiShape } from '../../src/dialects/shape';
import { withFix } from '../../src/errors';
import type { Problem } from '../../src/model';

function problems(value: unknown, shape: ApiShape, nulls: Nulls = 'zero'): string[] {
  const found: Problem[] = [];
  checkShape(value, shape, nulls, Place.TOP, new ObjectProblems({ label: 'X', path: [] }, found));
  expect(hasShape(value, shape, nulls)).toBe(found.length === 0);
  return found.map(({ message, fix }) => withFix(message.replace('X: ', ''), fix));
}

const TEXT: ApiShape = { type: 'text' };
const OBJECT: ApiShape = { type: 'object', fields: { a: TEXT, b: { type: 'object', fields: { c: TEXT } } }, required: ['a'] };
const ONE: ApiShape = { type: 'object', fields: { a: TEXT, b: TEXT }, exactlyOne: true };

test.each<[string, unknown, ApiShape, string[]]>([
  ['any value', { x: 1 }, { type: 'anything' }, []],
  ['a text', 'x', TEXT, []],
  ['a number for a text', 5, TEXT, ['must be a text, got `5`; put it in quotes']],
  ['a list for a text', [1], TEXT, ['must be a text, got a list of 1']],
  ['one of the values', 'a', { type: 'text', values: ['a', 'b'] }, []],
  ['none of the values', 'c', { type: 'text', values: ['a', 'b'] }, ['must be one of a, b, got `c`']],
  ['a text beside its pattern', 'c', { type: 'text', pattern: /^a$/ }, ['must match `^a$`, got `c`']],
  ['a long text, counted in characters', '😀😀', { type: 'text', longest: 2 }, []],
  ['a text that is too long', '😀😀😀', { type: 'text', longest: 2 }, ['must have at most 2 characters, got 3']],
  ['a whole number', 5, { type: 'integer', least: 5, most: 5 }, []],
  ['a number below', 4, { type: 'integer', least: 5 }, ['must be between 5 and 2147483647, got `4`']],
  ['a number above', 6n, { type: 'integer', most: 5 }, ['must be between -2147483648 and 5, got `6`']],
  ['a broken number', 1.5, { type: 'integer' }, ['must be a whole number, got `1.5`']],
  ['a text for a number', '1', { type: 'integer' }, ['must be a whole number, got `1`']],
  ['true', true, { type: 'boolean' }, []],
  ['a text for true', 'true', { type: 'boolean' }, ['must be true or false, got `true`']],
  ['a number or a text', 'x', { type: 'number-or-text' }, []],
  ['a number or a text', 1, { type: 'number-or-text' }, []],
  ['neither number nor text', true, { type: 'number-or-text' }, ['must be a whole number or a text, got `true`']],
  ['a list', ['a'], { type: 'list', items: TEXT, least: 1, most: 1 }, []],
  ['a short list', [], { type: 'list', items: TEXT, least: 1 }, ['must have at least 1 item, got 0']],
  ['a long list', ['a', 'b'], { type: 'list', items: TEXT, most: 1 }, ['must have at most 1 items, got 2']],
  ['a list with a repetition', ['a', 'b', 'a'], { type: 'list', items: TEXT, distinct: true }, ['[2] must not repeat `a`; remove it']],
  ['a wrong item', ['a', 1], { type: 'list', items: TEXT }, ['[1] must be a text, got `1`; put it in quotes']],
  ['no list', {}, { type: 'list', items: TEXT }, ['must be a list, got an object']],
  ['a map', { x: 'y', z: null }, { type: 'map', values: TEXT }, []],
  ['a wrong value in a map', { x: 1 }, { type: 'map', values: TEXT }, ['x must be a text, got `1`; put it in quotes']],
  ['no map', [], { type: 'map', values: TEXT }, ['must be an object, got an empty list']],
  ['an object', { a: 'x', b: { c: 'y' } }, OBJECT, []],
  ['no object', 'x', OBJECT, ['must be an object, got `x`']],
  ['an unknown field', { a: 'x', b: { d: 1 } }, OBJECT, ['unknown field `b.d`; did you mean `c`?']],
  ['a missing field', {}, OBJECT, ['a is required; write it']],
  ['a missing field that is null', { a: null }, OBJECT, ['a is required; write it']],
  ['exactly one', { a: 'x', b: null }, ONE, []],
  ['more than one', { a: 'x', b: 'y' }, ONE, ['must have exactly one of a, b, got 2']],
  ['none', { a: null }, ONE, ['must have exactly one of a, b, got 0']],
])('%s', (_, value, shape, expected) => {
  expect(problems(value, shape)).toEqual(expected);
});

test('a null item is a zero value in built-in kinds and refused in custom resources', () => {
  const list: ApiShape = { type: 'list', items: { type: 'object', fields: {} } };
  expect(problems([null], list, 'zero')).toEqual([]);
  expect(problems([null], list, 'pruned')).toEqual(['[0] must be an object, got `null`']);
});
