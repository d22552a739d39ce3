import { loadText, type Problem } from '../../src/load';

const values = (text: string) => loadText(text, 'x.yaml').documents.map(({ value }) => value);
const problems = (text: string) => loadText(text, 'x.yaml').problems;
const brief = ({ code, position, severity }: Problem) => `${severity} ${code} ${position?.line}:${position?.column}`;

describe('documents of one text', () => {
  test('marks separate, empty documents and comments are silent', () => {
    const text = '# head\n---\n---\na: 1\n--- # note\n# Source: chart/x.yaml\n---\nb: 2\n---\nnull\n--- \n~\n---\n';
    expect(values(text)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(problems(text)).toEqual([]);
  });

  test('a broken document costs only itself', () => {
    const text = 'a: 1\n---\nb: [1\n---\nc: 3\n---\nd: : :\n---\ne: "x\n---\nf: 6\n';
    expect(values(text)).toEqual([{ a: 1 }, { c: 3 }, { f: 6 }]);
    expect(problems(text).map(({ code, severity }) => `${severity} ${code}`)).toEqual(Array(3).fill('error broken-yaml'));
    expect(problems(text)[0].position).toMatchObject({ file: 'x.yaml', line: 4 });
  });

  test('three dashes inside a line or a literal are text', () => {
    expect(values('a: ---\nb: |\n  ---\n  x\nc: 1\n')).toEqual([{ a: '---', b: '---\nx\n', c: 1 }]);
  });

  test('content on the line of a mark is refused, as kubectl does; white space and comments are not', () => {
    expect(values('--- {a: 1}\n--- \nb: 2\n---x: 1\n---\t\nc: 3\n---#\nd: 4\n---\u00a0\ne: 5\n')).toEqual([{ b: 2 }, { c: 3 }, { d: 4 }, { e: 5 }]);
    expect(problems('a: 1\n--- {a: 1}\n').map(brief)).toEqual(['error broken-yaml 2:1']);
    expect(problems('---x: 1\n').map(brief)).toEqual(['error broken-yaml 1:1']);
  });

  test('a file that does not end with a line feed is read as if it did', () => {
    expect(values('a: |\n  x')).toEqual([{ a: 'x\n' }]);
    expect(values('a: |-\n  x')).toEqual([{ a: 'x' }]);
  });

  test.each([
    'a:\n\t\n  b: 1\n', '\t# c\na: 1\n', '\ta: 1\n', 'a:\n\t- b\n', '-\ta: 1\n', 'a: |\n  x\n\ty\n', 'a: b\n\tc\n', 'x: {a: b\n\t, c: d}\n', // tabs
    '{a\n : 1}\n', 'x: {"a"\n: 1}\n', '[a b\n c: d]\n', '{!!str\n a: 1}\n', // a key and its colon on two lines
    '... a: 1\n', '\n... a: 1\n', ' ---\na: 1\n', '# c\n ---\na: 1\n', 'a: &x[ 1\n', 'a: [x?y]\n', 'a: [:y]\n', 'a: !!str b: c\n', '"a"b: c\n', 'a: !! b\n', 'a: [!x]\n', '{"a": 1}\n...\n',
  ])('%j is refused, as kubectl does', (text) => {
    expect(problems(text).map(({ severity }) => severity)).toEqual(['error']);
  });

  test.each<[string, unknown]>([
    ['a: [1,\t2]\n', { a: [1, 2] }], ['a: {\tb: 1,\n\tc: 2\t}\n', { a: { b: 1, c: 2 } }], ['a:\tb\t# c\n', { a: 'b' }], ['a: [b,\n\tc # d\n\t]\n', { a: ['b', 'c'] }], ['a: "b\n\tc"\n', { a: 'b c' }],
    ['a: &x {\n  b: c\n}\nd: *x\n', { a: { b: 'c' }, d: { b: 'c' } }], ['a: >\n  b\nc: [1,\t\n2]\n', { a: 'b\n', c: [1, 2] }], ['a: |\n  x\n  \ty\n', { a: 'x\n\ty\n' }],
    ['{\n  "a": 1, # c\n  "b": [2,],\n}\n', { a: 1, b: [2] }], ['{"a": "b\n  c"}\n', { a: 'b c' }],
  ])('%j is taken, as kubectl does', (text, value) => {
    expect(problems(text)).toEqual([]);
    expect(values(text)).toEqual([value]);
  });

  test('a byte order mark at the start of a document is none of its text', () => {
    expect(values('\ufeffa: 1\n---\n\ufeffb: 2\n--- # c\n\ufeff{c: 3}\n')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(problems('{"a": 1}\n---\n\ufeffb: 2\n').map(brief)).toEqual(['error control-character 3:2']);
  });

  test('a place behind an indentation that was widened is that of the file', () => {
    const [document] = loadText('a: &x [\n  b,\nc, "d"\n]\ne: f\n', 'x.yaml').documents;
    expect([['a', 1], ['a', 2], ['e']].map((path) => document.position(path))).toMatchObject([{ line: 3, column: 1 }, { line: 3, column: 4 }, { line: 5, column: 4 }]);
  });

  test('what stands behind an end mark is not applied by kubectl and is reported', () => {
    expect(values('a: 1\n...\nb: 2\n')).toEqual([{ a: 1 }]);
    expect(problems('a: 1\n...\nb: 2\n').map(brief)).toEqual(['error text-after-end 3:1']);
    expect(problems('a: 1\n...\n').map(brief)).toEqual([]);
    expect(problems('...\na: 1\n').map(brief)).toEqual(['error broken-yaml 1:1']);
  });

  test('loose words are no manifest', () => {
    expect(problems('hello world\n').map(brief)).toEqual(['error not-an-object 1:1']);
    expect(problems('- kind: Pod\n').map(brief)).toEqual(['error not-an-object 1:1']);
    expect(problems('[1, 2]').map(brief)).toEqual(['warning not-an-object 1:1']);
  });

  test('templates are named', () => {
    expect(problems('{{- if .x }}\na: 1\n')[0].fix).toContain('templates must be rendered first');
    expect(problems('a: {{ .x }}\n')[0].fix).toContain('templates must be rendered first');
  });
});

describe('forms', () => {
  test.each<[string, unknown]>([
    ['a: b # c\n', { a: 'b' }],
    ['a: b#c\n', { a: 'b#c' }],
    ['a: "b" # c\n', { a: 'b' }],
    ['a : b\n', { a: 'b' }],
    ['a:\n- b\n-  c: 1\n   d: 2\n', { a: ['b', { c: 1, d: 2 }] }],
    ['- - a\n  - b\n- c', [['a', 'b'], 'c']],
    ['a:\n-\n- ~\n', { a: [null, null] }],
    ['a: b\n  c\n\n  d\n', { a: 'b c\nd' }],
    ['a: \'it\'\'s\'\n', { a: 'it\'s' }],
    ['a: "x\n\n  y"\n', { a: 'x\ny' }],
    ['a: "x\\\n   y"\n', { a: 'xy' }],
    ['a: |\n  x\n   y\n\n  z\n\n\nb: 1', { a: 'x\n y\n\nz\n', b: 1 }],
    ['a: |-\n  x\nb: |+\n  y\n\n', { a: 'x', b: 'y\n\n' }],
    ['a: |\n  x', { a: 'x\n' }],
    ['a: |2\n    x\n', { a: '  x\n' }],
    ['a: |2-\n     x\n\n    y\nb: |-1\n   z\n', { a: '   x\n\n  y', b: '  z' }],
    ['a: "\\x41\\u00e9\\U0001F600\\e\\_\\t"\n', { a: 'Aé😀\x1b\xa0\t' }],
    ['a: >-\n  x\n  y\n\n  z\nb: 1', { a: 'x y\nz', b: 1 }],
    ['a: [\n  b, # c\n  d\n]\n', { a: ['b', 'd'] }],
    ['a: {\n"b": 1, c: [x, {d: }]\n}\n', { a: { b: 1, c: ['x', { d: null }] } }],
    ['a: []\nb: {}\n', { a: [], b: {} }],
    ['? a\n: b\n', { a: 'b' }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: &k key\n*k : 1\n', { a: 'key', key: 1 }],
    ['\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: 1, b: 'x\ny\n' }],
    ['"a b": 1\n\'c\': 2\n', { 'a b': 1, 'c': 2 }],
    ['a: é\nb: "😀"\n', { a: 'é', b: '😀' }],
    ['a:\tb\n', { a: 'b' }],
    ['a: 1\n<<: {a: 2, b: 3}\nb: 4\n', { a: 2, b: 4 }],
    ['p: &x {a: 1}\nq: &y {a: 2, b: 3}\nz: {<<: [*x, *y], c: 1}\n', { p: { a: 1 }, q: { a: 2, b: 3 }, z: { a: 1, b: 3, c: 1 } }],
    ['a: "<<"\n"<<": 1\n', { 'a': '<<', '<<': 1 }],
  ])('%j', (text, value) => {
    expect(values(`v:\n${text.replace(/^\uFEFF/, '').replace(/^(?=.)/gm, '  ')}`.replace(/\n +$/, '\n'))).toEqual([{ v: value }]);
    if (!Array.isArray(value)) expect(values(text)).toEqual([value]);
  });

  test.each([
    ['a: b: c\n', 'broken-yaml'], ['a: - b\n', 'broken-yaml'], ['a: *x\n', 'unknown-anchor'], ['a: &x [*x]\n', 'anchor-in-itself'],
    ['a: 1\n b: 2\n', 'broken-yaml'], ['~: a\n', 'bad-key'], ['? [a]\n: b\n', 'bad-key'], ['{a: 1}: b\n', 'bad-key'], ['<<: 1\n', 'bad-merge'],
    ['a: &x [1]\nb: {<<: *x}\n', 'bad-merge'], ['a: !!int x\n', 'bad-tag'], ['a: !!binary "?"\n', 'bad-tag'], ['a: "\\ud83d"\n', 'bad-escape'],
    ['a: b\n\tc: d\n', 'broken-yaml'], ['%YAML 1.1\n', 'broken-yaml'], ['a: "x\n', 'broken-yaml'], ['a: \x07\n', 'control-character'],
    ['# x\u2028a: 1\n', 'line-break'], ['a: x\0\n', 'binary-file'], ['18446744073709551615: a\n', 'bad-key'],
  ])('%j is refused', (text, code) => {
    expect(values(text)).toEqual([]);
    expect(problems(text).map((found) => found.code)).toEqual([code]);
    expect(problems(text)[0].severity).toBe('error');
    expect(problems(text)[0].message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('of duplicate keys the last wins, with a warning for each', () => {
    const text = 'a: 1\nb: {c: 1, c: 2}\na: 3\n';
    expect(values(text)).toEqual([{ a: 3, b: { c: 2 } }]);
    expect(problems(text).map(brief)).toEqual(['warning duplicate-key 2:11', 'warning duplicate-key 3:1']);
  });

  test('keys of the object prototype are plain keys', () => {
    const text = '__proto__: {polluted: 1}\nconstructor: 2\ntoString: 3\nx: {<<: {__proto__: 4}}\n';
    for (const value of values(text) as Record<string, unknown>[]) {
      expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString', 'x']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect((value as { polluted?: unknown }).polluted).toBeUndefined();
      expect(Object.keys(value.x as object)).toEqual(['__proto__']);
    }
    expect(Object.keys(values('__proto__: 1\nconstructor: 2\n')[0] as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('lists', () => {
  test('kinds that end in List are taken apart, entries inherit', () => {
    const text = 'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- apiVersion: v2\n  kind: X\n- kind: List\n  items: [{kind: Z}]\n';
    expect(values(text)).toEqual([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, { apiVersion: 'v2', kind: 'X' }, { kind: 'Z' },
    ]);
    expect(loadText(text, 'x.yaml').documents.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(problems(text)).toEqual([]);
  });

  test('no list: another kind, or no items', () => {
    expect(values('kind: Listing\nitems: [1]\n---\nkind: AllowList\nspec: {}\n')).toEqual([{ kind: 'Listing', items: [1] }, { kind: 'AllowList', spec: {} }]);
    expect(values('kind: List\nitems:\n')).toEqual([]);
  });

  test('one page of several is not everything', () => {
    expect(problems('kind: PodList\nmetadata: {continue: abc}\nitems: []\n').map(brief)).toEqual(['error incomplete-list 1:1']);
    expect(problems('kind: PodList\nmetadata: {remainingItemCount: 3}\nitems: []\n').map(brief)).toEqual(['error incomplete-list 1:1']);
    expect(problems('kind: PodList\nmetadata: {continue: "", resourceVersion: "5"}\nitems: []\n')).toEqual([]);
  });

  test('entries that are no objects', () => {
    expect(problems('kind: List\nitems:\n- a\n- kind: X\n- null\n').map(brief)).toEqual(['error not-an-object 3:3', 'error not-an-object 5:3']);
  });
});
