import Ajv from 'ajv';
import { withFix } from '../../src/errors';
import type { FieldPath } from '../../src/model';
import { anything, converted, day, defaulted, flag, jsonSchema, lazy, list, map, nullable, object, oneOf, oneOrMany, readValue, text, union } from '../../src/schema';
import type { Schema } from '../../src/schema';

const document = { position: (path: FieldPath) => ({ file: 'f', line: 1, column: path.length }) };
const read = <T>(schema: Schema<T>, value: unknown) => readValue(schema, value, document, { code: 'bad-config', title: 'the file' });
const fits = (schema: Schema, value: unknown) => new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(jsonSchema(schema, { id: 'x', title: 'x' }))(value);

const LEVEL = oneOf(['error', 'off'], { spellings: new Map([[false, 'off']]) });
const ENTRY = object({ until: day(), why: text({ blank: true }) }, { required: { until: 'write the last day' }, renamed: { expires: 'until' } });
const PAIR = object({ a: text(), b: text(), c: text(), d: text(), e: text() }, {
  rules: [
    { rule: 'exactly-one', of: ['a', 'b'], fix: 'write one' },
    { rule: 'excludes', field: 'c', others: ['a', 'd'], fix: 'remove it' },
    { rule: 'requires', field: 'd', others: ['b'], fix: 'write `b`' },
    { rule: 'required-unless', field: 'e', others: ['b'], fix: 'write `e`' },
  ],
});
const TREE: Schema<object> = { ...object({ in: lazy(() => TREE) }), name: 'tree' };
const SELECTOR = union<unknown>([map(text({ blank: true })), object({ match: text() })], (value) => (typeof value === 'object' && value !== null && 'match' in value ? object({ match: text() }) : map(text({ blank: true }))));

test.each<[string, Schema<any>, unknown, unknown]>([
  ['a text', text(), 'x', 'x'],
  ['an empty text where it may be', text({ blank: true }), '', ''],
  ['a number for a text where it may be', text({ numbers: true }), 8443, '8443'],
  ['a text of its pattern and length', text({ pattern: /^a+$/, maxLength: 2 }), 'aa', 'aa'],
  ['a day', day(), '2028-02-29', '2028-02-29'],
  ['one of', LEVEL, 'error', 'error'],
  ['true', flag(), true, true],
  ['anything', object({ a: anything() }), { a: [null] }, { a: [null] }],
  ['another spelling', LEVEL, false, 'off'],
  ['a list', list(text()), ['x'], ['x']],
  ['one without its list', oneOrMany(text()), 'x', ['x']],
  ['many', oneOrMany(text()), ['x', 'y'], ['x', 'y']],
  ['a map with names of other things', map(text()), JSON.parse('{"__proto__":"x"}'), JSON.parse('{"__proto__":"x"}')],
  ['an object', ENTRY, { until: '2027-01-31', why: '' }, { until: '2027-01-31', why: '' }],
  ['null for a field that is left out', object({ a: nullable(list(text())) }), { a: null }, {}],
  ['a default', object({ a: defaulted(converted(text(), (word) => word.length), 'abc') }), {}, { a: 3 }],
  ['exactly one', PAIR, { a: 'x', e: 'x' }, { a: 'x', e: 'x' }],
  ['what stands beside', PAIR, { b: 'x', d: 'x' }, { b: 'x', d: 'x' }],
  ['unknown fields, ignored', object({ a: text() }, { open: true }), { a: 'x', b: 1 }, { a: 'x' }],
  ['a schema in itself', TREE, { in: { in: {} } }, { in: { in: {} } }],
  ['the alternative that is meant', SELECTOR, { match: 'x' }, { match: 'x' }],
])('%s is read, and fits the JSON schema', (_, schema, value, expected) => {
  expect(read(schema, value)).toEqual({ value: expected, problems: [] });
  expect(fits(schema, value)).toBe(true);
});

test.each<[string, Schema, unknown, string[]]>([
  ['a number for a text', text(), 5, ['the file must be a text, got `5`; put it in quotes']],
  ['nothing for a text', text(), null, ['the file must be a text, got nothing']],
  ['an empty text', text(), ' ', ['the file must be a text, got an empty one']],
  ['a text beside its pattern', text({ pattern: /^a+$/ }), 'b', ['the file must match `^a+$`, got `b`']],
  ['a text beside its pattern, in words', text({ pattern: /^a+$/, requirement: 'be all a', fix: 'write `a`' }), 'b', ['the file must be all a, got `b`; write `a`']],
  ['no list, with an example', list(text(), { fix: 'write `- x`' }), 'x', ['the file must be a list, got `x`; write `- x`']],
  ['a long text', text({ maxLength: 2 }), 'aaa', ['the file must have at most 2 characters, got 3']],
  ['no day', day(), 'soon', ['the file must be a day, got `soon`; write it as 2027-01-31']],
  ['none of the values', LEVEL, 'eror', ['the file must be one of error, off, got `eror`; did you mean `error`?']],
  ['another value than the only one', oneOf([1], { fix: 'update netfence' }), 2, ['the file must be 1, got `2`; update netfence']],
  ['no flag', flag(), 'yes', ['the file must be true or false, got `yes`']],
  ['no list', list(text()), {}, ['the file must be a list, got an object']],
  ['a short list', oneOrMany(text()), [], ['the file must have at least 1 item, got 0']],
  ['a list with a repetition', list(text(), { distinct: true }), ['a', 'b', 'a'], ['`[2]` must not repeat `a`; remove it']],
  ['wrong items, all of them', list(text()), [1, 'a', []], ['`[0]` must be a text, got `1`; put it in quotes', '`[2]` must be a text, got an empty list']],
  ['no map', map(text()), [], ['the file must be an object, got an empty list']],
  ['a wrong key and a wrong value', map(text(), text({ pattern: /^a/ })), { b: 1 }, ['`b` must match `^a`, got `b`', '`b` must be a text, got `1`; put it in quotes']],
  ['no object', ENTRY, 'x', ['the file must be an object, got `x`; write until, why']],
  ['an unknown field like a known one', ENTRY, { until: '2027-01-31', whi: 'x' }, ['unknown field `whi`; did you mean `why`?']],
  ['an unknown field like none', list(ENTRY), [{ until: '2027-01-31', colour: 'x' }], ['unknown field `[0].colour`; known here: until, why']],
  ['a slip of a needed field, once', ENTRY, { untill: '2027-01-31' }, ['unknown field `untill`; did you mean `until`?']],
  ['a missing field', ENTRY, {}, ['`until` is required; write the last day']],
  ['an old name beside the new one', ENTRY, { until: '2027-01-31', expires: '2027-01-31' }, ['`expires` is the old name of `until`, and both are given; remove it']],
  ['none of two', PAIR, { e: 'x' }, ['the file must have exactly one of `a`, `b`, got none; write one']],
  ['both of two', PAIR, { a: 'x', b: 'x' }, ['the file must have exactly one of `a`, `b`, got `a`, `b`; write one']],
  ['what may not stand beside', PAIR, { a: 'x', c: 'x', e: 'x' }, ['`c` is not allowed beside `a`; remove it']],
  ['what stands only beside', PAIR, { a: 'x', d: 'x', e: 'x' }, ['`d` is allowed only beside `b`; write `b`']],
  ['what is needed without', PAIR, { a: 'x' }, ['`e` is required; write `e`']],
  ['a fault deep inside', TREE, { in: { in: { on: 1 } } }, ['unknown field `in.in.on`; did you mean `in`?']],
  ['a fault of the alternative that is meant', SELECTOR, { match: 1 }, ['`match` must be a text, got `1`; put it in quotes']],
  ['control characters', object({}), { 'a\u001b[2J': 1 }, ['unknown field `a\\u{1b}[2J`; known here: ']],
])('%s is refused, and does not fit the JSON schema', (_, schema, value, messages) => {
  const { problems } = read(schema, value);
  expect(problems.map(({ message, fix }) => withFix(message, fix))).toEqual(messages);
  for (const { code } of problems) expect(code).toBe('bad-config');
  expect(fits(schema, value)).toBe(false);
});

test('an old name is read with a notice', () => {
  const { value, problems } = read(ENTRY, { expires: '2027-01-31' });
  expect(value).toEqual({ until: '2027-01-31' });
  expect(problems).toMatchObject([{ severity: 'warning', message: 'the field `expires` is called `until` now', fix: 'rename it' }]);
  expect(fits(ENTRY, { expires: '2027-01-31' })).toBe(true);
});

test('right items of a partial list are read beside wrong ones, and what is wrong is not converted', () => {
  const seen: string[] = [];
  const items = converted(text(), (word, place) => (word === 'b' ? place.problem('must not be b') : seen.push(word)));
  expect(read(list(items, { partial: true }), ['a', 1, 'b']).value).toEqual([1]);
  expect(read(list(items), ['a', 1]).value).toBeUndefined();
  expect(seen).toEqual(['a', 'a']);
});

test('problems come in the order of the file, whatever the order of the fields', () => {
  const placed = { position: (path: FieldPath) => ({ file: 'f', line: path[0] === 'b' ? 1 : 2, column: 1 }) };
  const { problems } = readValue(object({ a: text(), b: text() }), { b: 1, a: 2 }, placed, { code: 'bad-config', title: 't' });
  expect(problems.map(({ position }) => position.line)).toEqual([1, 2]);
});

test('errors of others that a conversion meets are problems with a place, and bugs stay bugs', () => {
  const broken = converted(text(), (_word, place) => place.attempt(() => { throw new TypeError('bug'); }));
  expect(() => read(broken, 'x')).toThrow('bug');
});
