import { loadText } from '../../src/load';
import { FAMILIES, lines } from './hostile-families';
import { StepCounter } from './steps';

/** The two readers: ours, and the full parser that they leave the rest to. */
const READERS = /\/src\/load\/|\/js-yaml\//;
/** More than the deepest nesting that is read. */
const SMALL = 1100;

describe('the work grows with the length only', () => {
  const counter = new StepCounter();
  afterAll(() => counter.close());

  test.each(Object.keys(FAMILIES))('%s', (name) => {
    const [small, large] = [SMALL, 4 * SMALL].map((n) => {
      const text = FAMILIES[name](n);
      return counter.stepsOf(() => loadText(text, 'x.yaml'), READERS);
    });
    expect(large / small).toBeLessThan(5);
  });

  test.each<[string, (text: string) => unknown]>([
    ['a loop in a loop', (text) => [...text].map(() => [...text].filter((letter) => letter === 'b'))],
    ['a search of the rest at each letter', (text) => [...text].map((_, at) => text.indexOf('b', at))],
    ['a search back from each letter', (text) => [...text].map((_, at) => text.lastIndexOf('b', at))],
    ['an expression at each letter', (text) => [...text].map((_, at) => /b/.test(text.slice(at)))],
  ])('the count sees %s', (_, slow) => {
    const [small, large] = [SMALL, 4 * SMALL].map((n) => counter.stepsOf(() => slow('a'.repeat(n)), /hostile\.test/));
    expect(large / small).toBeGreaterThan(14);
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
