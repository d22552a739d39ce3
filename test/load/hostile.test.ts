import { loadText } from '../../src/load';

const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n');

/** Ways of writing n things that have made some parser slow. */
const FAMILIES: Record<string, (n: number) => string> = {
  'distinct keys': (n) => lines(n, (i) => `k${i}: v`),
  'distinct keys in braces': (n) => `{${lines(n, (i) => `k${i}: v,`)}}`,
  'distinct keys, full parser': (n) => `a: !!str b\n${lines(n, (i) => `k${i}: v`)}`,
  'number keys': (n) => lines(n, (i) => `${i * 7919}: v`),
  'duplicate keys': (n) => 'a: 1\n'.repeat(n),
  'anchors and aliases': (n) => `${lines(n, (i) => `a${i}: &a${i} {x: 1}`)}\n${lines(n, (i) => `b${i}: *a${i}`)}`,
  'one alias repeated': (n) => `a: &a x\nb:\n${'- *a\n'.repeat(n)}`,
  'merges': (n) => `a: &a {b: 1}\n${lines(n, (i) => `b${i}:\n  <<: *a\n  c: [1, 2, 3, 4, 5, 6, 7, 8]`)}`,
  'tags': (n) => lines(n, (i) => `k${i}: !!str v`),
  'open lists': (n) => `a: ${'['.repeat(n)}`,
  'closed lists': (n) => `a: ${'['.repeat(n)}${']'.repeat(n)}`,
  'open braces': (n) => '{'.repeat(n),
  'dashes': (n) => `${'- '.repeat(n)}x`,
  'question marks': (n) => '? '.repeat(n),
  'quotes': (n) => '"'.repeat(n),
  'escapes': (n) => `a: "${'\\u0041'.repeat(n)}"`,
  'long plain text': (n) => `a: ${'x\n  '.repeat(n)}`,
  'long literal': (n) => `a: |\n${'  x\n'.repeat(n)}`,
  'blank lines in a literal': (n) => `a: |\n${'\n'.repeat(n)}  x\n`,
  'blanks in a literal': (n) => `a: |\n${'     \n'.repeat(n)}  x\n`,
  'long folded text': (n) => `a: >\n${'  x\n'.repeat(n)}`,
  'comments': (n) => `${'# x\n'.repeat(n)}a: 1`,
  'document marks': (n) => '---\n'.repeat(n),
  'broken documents': (n) => 'a: [\n---\n'.repeat(n),
  'pairs in a list': (n) => `a: [${'b: 1, '.repeat(n)}]`,
  'digits': (n) => `a: ${'9'.repeat(n)}`,
  'underscores': (n) => `a: 1${'_'.repeat(n)}`,
  'JSON nesting': (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`,
  'JSON lists in lists': (n) => `{"a": ${'[[1], '.repeat(n)}`,
  'JSON cut off': (n) => `{"kind": "List", "items": [${'{}, '.repeat(n)}`,
  'JSON long integers': (n) => `{"kind": "List", "items": [${'{"a": 12345678901234567890}, '.repeat(n)}{}]}`,
  'JSON lists named twice': (n) => `{${'"items": [1], '.repeat(n)}"a": 1}`,
};

function milliseconds(text: string): number {
  const start = process.hrtime.bigint();
  loadText(text, 'x.yaml');
  return Number(process.hrtime.bigint() - start) / 1e6;
}

describe('time grows with the length only', () => {
  test.each(Object.keys(FAMILIES))('%s', (name) => {
    const family = FAMILIES[name];
    milliseconds(family(2000));
    const bound = Math.max(32 * 4 * Math.min(milliseconds(family(2000)), milliseconds(family(2000))), 250);
    const text = family(64_000);
    // A busy machine gets a second and a third try; a quadratic reader is 32 times slower per thing each time.
    let large = milliseconds(text);
    for (let i = 0; i < 2 && large > bound; i++) large = Math.min(large, milliseconds(text));
    expect(large).toBeLessThan(bound);
  });
});

describe('limits', () => {
  const code = (text: string, options = {}) => loadText(text, 'x.yaml', options).problems.map((problem) => problem.code);

  test('nine levels of laughter', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`)].join('\n');
    expect(code(bomb)).toEqual(['excessive-aliases']);
  });

  test('aliases as kubectl allows them', () => {
    // 101 nodes out of an anchor, but fewer than 1,000 in all.
    expect(code(`a: &a [${'x, '.repeat(100)}]\nb: *a\n`)).toEqual([]);
    // 1,000 and more, and one node in a hundred is written out.
    expect(code(`a: &a [${'x, '.repeat(10)}]\nb: [${'*a, '.repeat(1000)}]\n`)).toEqual([]);
    // More than 400,000: the share that is allowed falls.
    expect(code(`a: &a [${'x, '.repeat(1000)}]\nb: [${'*a, '.repeat(500)}]\n`)).toEqual(['excessive-aliases']);
  });

  test('the expanded tree has a budget', () => {
    const text = `a: &a [${'x, '.repeat(50)}]\nb: [${'*a, '.repeat(10)}]\n`;
    expect(code(text, { maxNodes: 1000 })).toEqual([]);
    expect(code(text, { maxNodes: 300 })).toEqual(['too-many-nodes']);
  });

  test.each([
    ['[', (n: number) => `a: ${'['.repeat(n)}${']'.repeat(n)}`], ['JSON', (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
    ['block', (n: number) => lines(n, (i) => `${' '.repeat(i)}a:`)], ['tag', (n: number) => `a: !!seq ${'['.repeat(n)}${']'.repeat(n)}`],
  ])('nesting of %s', (_, nested) => {
    expect(code(nested(50), { maxDepth: 100 })).toEqual([]);
    expect(code(nested(101), { maxDepth: 100 })).toEqual(['too-deep']);
    expect(code(nested(1501), { maxDepth: 1500 })).toEqual(['too-deep']);
    expect(code(nested(500))).toEqual([]);
  });

  test('nesting beyond the stack of the full parser', () => {
    expect(code(`a: !!seq ${'['.repeat(9000)}${']'.repeat(9000)}`, { maxDepth: 10_000 })).toEqual(['too-deep']);
  });

  test('aliases do not hide nesting', () => {
    const text = ['a0: &a0 x', ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join('\n');
    expect(code(text, { maxDepth: 100 })).toEqual([]);
    expect(code(text, { maxDepth: 50 })).toEqual(['too-deep']);
  });

  test('a file that is too long is not read', () => {
    expect(code('a: 1\n'.repeat(100), { maxBytes: 100 })).toEqual(['too-large']);
    expect(code(`a: !!str b\n${'# x\n'.repeat(100)}`, { maxEventText: 100 })).toEqual(['too-large']);
  });

  test('text that is none', () => {
    expect(code('a: 1\0\n')).toEqual(['binary-file']);
    const of = (bytes: Buffer) => loadText(bytes, 'x.yaml').problems.map((problem) => `${problem.code} ${problem.position?.line}`);
    expect(of(Buffer.from('a: 1\n', 'utf16le'))).toEqual(['utf-16 1']);
    expect(of(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a: ü\n', 'utf16le')]))).toEqual(['utf-16 1']);
    expect(of(Buffer.from('a: 1\nb: \xff\n', 'latin1'))).toEqual(['not-utf-8 2']);
    expect(of(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0xff]))).toEqual(['binary-file 1']);
  });

  test('a hundred megabytes of text', () => {
    const text = Buffer.from(`kind: ConfigMap\ndata:\n  a: |\n${`    ${'x'.repeat(995)}\n`.repeat(100_000)}---\nkind: Z\n`);
    const { documents, problems, bytes } = loadText(text, 'x.yaml');
    expect([documents.length, problems.length, bytes > 1e8]).toEqual([2, 0, true]);
    expect(documents[1].position(['kind']).line).toBe(100_005);
  });

  test('a thousand broken documents end the reading', () => {
    const { problems } = loadText('a: [\n---\n'.repeat(2000), 'x.yaml');
    expect(problems).toHaveLength(1001);
    expect(problems.some((problem) => problem.code === 'too-many-problems')).toBe(true);
  });
});
