import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../diff/patch';
import { Accounts, DIFFERENTIAL, judgesOf } from './judges';
import { mutantsOf, sampleOf } from './mutants';
import { isSkipped, report, Verdict } from './score';
import { SKIPPED } from './skipped';

const changed = (text: string) => mutantsOf('a.ts', text).map(({ text: whole }) => whole);

test.each([
  ['a comparison', 'x = a < b;', ['x = a <= b;', 'x = a >= b;', ';']],
  ['equality', 'x = a === b;', ['x = a !== b;', ';']],
  ['arithmetic', 'x = a - 1;', ['x = a + 1;', 'x = a - (1 + 1);', ';']],
  ['texts, which have no minus', "x = 'a' + b;", ["x = '' + b;", ';']],
  ['a condition', 'if (a && b) f();', ['if (true) f();', 'if (false) f();', 'if (a || b) f();', 'if (a && b) ;']],
  ['a default', 'x = a ?? b;', ['x = (a);', 'x = (b);', ';']],
  ['a negation', 'x = !a;', ['x = !!(a);', ';']],
  ['a loop', 'while (i++ < 3) ;', ['while (false) ;', 'while (i++ <= 3) ;', 'while (i++ >= 3) ;', 'while (i-- < 3) ;', 'while (i++ < (3 + 1)) ;']],
  ['methods', 'x = a.filter(f).some(g);', ['x = a.filter(f).every(g);', 'x = a.some(g);', ';']],
  ['results', 'const f = () => [1];', ['const f = () => [];', 'const f = () => [(1 + 1)];']],
  ['patterns', 'x = /^a$/;', ['x = /a$/;', 'x = /^a/;', ';']],
  ['texts', "x = ''; y = 'a';", ["x = 'filled'; y = 'a';", "x = ''; y = '';", "; y = 'a';", "x = ''; ;"]],
])('plants errors in %s', (_, text, expected) => {
  expect(changed(text).sort()).toEqual([...expected].sort());
});

test.each(["import a from 'a';", "type A = 'a' | 1;", 'interface A { readonly b: true }', "const a = x as 'b';"])('plants none in `%s`', (text) => {
  expect(changed(text)).toEqual([]);
});

test('says where and what', () => {
  const [mutant] = mutantsOf('a.ts', '\nx = a === b;').filter(({ after }) => after !== ';');
  expect(mutant).toMatchObject({ file: 'a.ts', line: 2, lineText: 'x = a === b;', before: '===', after: '!==' });
});

test('a sample is the same for a seed, and without repetition', () => {
  const all = mutantsOf('a.ts', 'x = a < b && c > d || !e;');
  expect(sampleOf(all, 5, 1)).toEqual(sampleOf(all, 5, 1));
  expect(sampleOf(all, 5, 1)).not.toEqual(sampleOf(all, 5, 2));
  expect(new Set(sampleOf(all, 100, 1)).size).toBe(all.length);
});

test('each skipped error still has its place, and a reason', () => {
  for (const skipped of SKIPPED) {
    const text = readFileSync(join(ROOT, skipped.file), 'utf8');
    expect([skipped.line, mutantsOf(skipped.file, text).some((mutant) => isSkipped(mutant, [skipped]))]).toEqual([skipped.line, true]);
    expect(skipped.why.length).toBeGreaterThan(20);
  }
});

test('every file has judges, its mirror first where there is one', () => {
  const accounts = new Accounts();
  expect(accounts.inOrder('src/engine/compile/observables.ts')[0]).toBe('test/engine/compile/observables.test.ts');
  expect(accounts.inOrder('src/dialects/workloads/pod.ts')[0]).toBe(DIFFERENTIAL);
  expect(judgesOf('src/sets/ports.ts')).toContain('test/sets/laws.test.ts');
});

test('a judge that catches more in less time comes earlier', () => {
  const accounts = new Accounts();
  for (let i = 0; i < 10; i++) accounts.note('src/dialects/place.ts', 'test/dialects/decode.test.ts', true, 5);
  for (let i = 0; i < 10; i++) accounts.note('src/dialects/place.ts', DIFFERENTIAL, false, 500);
  expect(accounts.inOrder('src/dialects/place.ts')[0]).toBe('test/dialects/decode.test.ts');
});

test('the score counts what ended otherwise than by surviving', () => {
  const sample = mutantsOf('src/sets/a.ts', 'x = a === b;');
  const verdicts = new Map<string, Verdict>([[sample[0].id, { status: 'survived', by: '' }], [sample[1].id, { status: 'timeout', by: 'timeout' }]]);
  const { text, score } = report(sample, verdicts, ['src/sets'], 10);
  expect(score).toBe(0.5);
  expect(text).toContain('survived src/sets/a.ts:1');
  expect(text).toContain('0 killed, 1 endless or broken, 1 survived: 50.0 %');
});
