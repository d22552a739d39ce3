import fc from 'fast-check';
import { FORMS } from '../../src/report/forms';
import type { Renderer } from '../../src/report/renderer';
import { ANSWERS } from './hostile-answers';
import { commandIn, LIVE, names, RAW } from './hostile';

const RUNS = { seed: 20_261_124, numRuns: Number(process.env.NETFENCE_NAMES ?? (process.env.NETFENCE_DEEP === '1' ? 20_000 : 300)) };
/** Where a tab is the form's own. */
const TABS = new Set(['list dot', 'sizes txt']);

type Form = Renderer<unknown, unknown>;

const all = Object.entries(FORMS).flatMap(([answer, forms]) => (
  (forms as readonly Form[]).map((form) => [answer as keyof typeof FORMS, form.form, form] as const)
));

it.each(all)('%s as %s holds no raw control or bidi character and no live markup, and no name breaks a line', (answer, form, { render }) => {
  const of = (name: string) => [...render(...ANSWERS[answer](name) as [unknown, unknown])].join('');
  const plain = of('plain').split('\n').length;
  fc.assert(fc.property(names.filter((name) => name !== ''), (name) => {
    const text = of(name);
    const raw = RAW.exec(TABS.has(`${answer} ${form}`) ? text.replaceAll('\t', '') : text);
    if (raw !== null) throw new Error(`raw ${JSON.stringify(raw[0])}: ${JSON.stringify(text.slice(Math.max(0, raw.index - 50), raw.index + 50))}`);
    const live = LIVE[form]?.(text) ?? commandIn(text, form);
    if (live) throw new Error(`live: ${JSON.stringify(live)}`);
    if (text.split('\n').length !== plain) throw new Error(`a name breaks a line: ${JSON.stringify(text)}`);
  }), RUNS);
}, 600_000);

it('sees what is live', () => {
  expect(commandIn('a ##vso[x', 'txt') && commandIn('x\n ::group::y', 'txt') && commandIn('##[error]', 'github')).toBeTruthy();
  expect(commandIn('::1 => ::2', 'txt') ?? commandIn('::error ::', 'github')).toBeFalsy();
  expect(RAW.test('a\u001bb') && RAW.test('\u202e') && RAW.test('\u009b')).toBe(true);
  expect(LIVE.md('- a <img>\n')).toBeTruthy();
  expect(LIVE.md('```yaml\na\n```\n- <b>\n```\n')).toBeTruthy();
  expect(LIVE.md('  + a@b\n')).toBeTruthy();
  expect(LIVE.csv('a,"=1+1",b\n')).toBeTruthy();
  expect(LIVE.csv('a,b\nx,@y\n')).toBeTruthy();
  expect(LIVE.dot('digraph {\n\t"a" b" -> "c"\n}\n')).toBeTruthy();
  expect(() => LIVE.json('{"a": "\n"}')).toThrow();
});
