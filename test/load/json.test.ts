import { loadText, type Problem } from '../../src/load';

const load = (text: string) => loadText(text, 'x.json');
const values = (text: string) => load(text).documents.map(({ value }) => value);
const brief = ({ code, position, severity }: Problem) => `${severity} ${code} ${position?.line}:${position?.column}`;

describe('JSON', () => {
  test('one value, several, and between document marks', () => {
    expect(values('{"a": 1}')).toEqual([{ a: 1 }]);
    expect(values('{"a":1}{"b":2}\n{"c":3}\n')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(values('{"a":1}\n---\n{"b":2}\n---\nc: 3\n')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(values('\uFEFF {"a": "ü"}')).toEqual([{ a: 'ü' }]);
    expect(values('null')).toEqual([]);
  });

  test('long integers stay exact, in lists too', () => {
    const object = '{"n": 12345678901234567, "s": "12345678901234567", "f": 1.00000000000000001, "x": 123456789012345678901234567890, "o": 9007199254740991}';
    const value = { n: 12345678901234567n, s: '12345678901234567', f: 1, x: 123456789012345678901234567890, o: 9007199254740991 };
    expect(values(object)).toEqual([value]);
    expect(values(`{"kind": "List", "items": [{"a": 1}, ${object}, {"b": 2}]}`)).toEqual([{ a: 1 }, value, { b: 2 }]);
    expect(values(`---\n${object}`)).toEqual([value]);
  });

  test('a list is cut into its entries', () => {
    expect(values('{"items": [{"a": "]},{"}, {"b": "\\"\\\\"}, {"c": [[], {}]} ], "kind": "PodList", "apiVersion": "v1"}')).toEqual([
      { apiVersion: 'v1', kind: 'Pod', a: ']},{' }, { apiVersion: 'v1', kind: 'Pod', b: '"\\' }, { apiVersion: 'v1', kind: 'Pod', c: [[], {}] },
    ]);
    expect(values('{"kind": "List", "items": [ ]}')).toEqual([]);
    expect(values('{"kind": "List", "items": null}')).toEqual([]);
    expect(values('{"kind": "Other", "items": [{"a": 1}]}')).toEqual([{ kind: 'Other', items: [{ a: 1 }] }]);
    expect(values('{"kind": "List", "spec": {"items": [1]}}')).toEqual([{ kind: 'List', spec: { items: [1] } }]);
    expect(values('{"kind": "List", "items": [{"a": 1}], "items": [{"b": 2}]}')).toEqual([{ b: 2 }]);
  });

  test.each([
    ['{"a": 1\n', 'error broken-json 2:1'],
    ['{"a": "x', 'error broken-json 1:9'],
    ['{"a" 1}', 'error broken-json 1:6'],
    ['{"ü": {1}', 'error broken-json 1:8'],
    ['{"kind": "List", "items": [\n {"a": 1},\n {"b": @}\n]}', 'error broken-json 3:8'],
    ['{"kind": "List", "items": [{"a": 1} {"b": 1}]}', 'error broken-json 1:37'],
    ['{"kind": "List", "items": [{"a": 1}, {"b"', 'error broken-json 1:42'],
    ['{"a": [}', 'error broken-json 1:8'],
    ['{"a": "\\x"}', 'error broken-json 1:9'],
  ])('%j says where it breaks, and nothing of it is taken', (text, words) => {
    const { documents, problems } = load(text);
    expect(documents).toEqual([]);
    expect(problems.map(brief)).toEqual([words]);
  });

  test.each<[string, unknown]>([
    ['{"a": 1,\n "b": }', { a: 1, b: null }], ['{"a": 1,}', { a: 1 }], ['{"ü": 01}', { ü: 1 }], ['{"a": "\t"}', { a: '\t' }], ['{"a": tru}', { a: 'tru' }],
    ['{"a": 1, # c\n "b": [2]}', { a: 1, b: [2] }],
  ])('%j is no JSON, and YAML for kubectl', (text, value) => {
    expect(load(text).problems).toEqual([]);
    expect(values(text)).toEqual([value]);
  });

  test('braces may be YAML', () => {
    expect(loadText('{a: b,\n c: [d]}\n', 'x.yaml').documents.map(({ value }) => value)).toEqual([{ a: 'b', c: ['d'] }]);
  });

  test('keys of the object prototype are plain keys', () => {
    const [value] = values('{"__proto__": {"polluted": 1}, "constructor": 2}') as Record<string, unknown>[];
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
