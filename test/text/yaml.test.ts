import fc from 'fast-check';
import { load } from 'js-yaml';
import { loadText } from '../../src/load';
import { yamlOf } from '../../src/text/yaml';

const text = fc.oneof(
  fc.string({ unit: 'binary' }).filter((s) => !/\p{Cs}/u.test(s)),
  fc.constantFrom('yes', 'No', 'null', '~', '1', '1.5', '0x1f', '1_000', '0o7', '2026-11-24', '<<', '=', '.inf', 'a: b', 'a #b', '- a', '', ' a', 'a\u202eb', '\u{e0041}', 'a\u2028b', '\u0085'),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text.filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 3 })),
})).value;

it('writes what both readers read as the same value', () => {
  fc.assert(fc.property(fc.dictionary(text.filter((key) => key !== '__proto__'), value, { minKeys: 1, maxKeys: 3 }), (object) => {
    const plain = JSON.parse(JSON.stringify(object));
    expect(load(yamlOf(object))).toEqual(plain);
    const { documents, problems } = loadText(yamlOf(object), 'a.yaml');
    expect([documents.map((document) => document.value), problems]).toEqual([[plain], []]);
  }), { seed: 7, numRuns: 500 });
});

it('writes no member without a value', () => {
  expect(yamlOf({ a: undefined, b: { c: undefined }, d: [] })).toBe('b: {}\nd: []\n');
});
