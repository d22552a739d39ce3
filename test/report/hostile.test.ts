import fc from 'fast-check';
import { FORMS } from '../../src/report/forms';
import type { Renderer } from '../../src/report/renderer';
import { ANSWERS } from './hostile-answers';
import { PLACE, withNames } from './hostile-places';
import { commandIn, LIVE, names, RAW } from './hostile';

const SEED = 20_261_124;
/** How many names each form is given. */
const COUNT = Number(process.env.NETFENCE_NAMES ?? (process.env.NETFENCE_DEEP === '1' ? 300_000 : 1_500));
/** Where a tab is the form's own. */
const TABS = new Set(['list dot', 'sizes txt']);

type Form = Renderer<unknown, unknown>;

const all = Object.entries(FORMS).flatMap(([answer, forms]) => (
  (forms as readonly Form[]).map((form) => [answer as keyof typeof FORMS, form.form, form] as const)
));
const attacks = [...new Set(fc.sample(names, { seed: SEED, numRuns: COUNT + COUNT / 2 + 100 }))].filter((name) => name !== '');

it.each(all)('%s as %s holds no raw control or bidi character and no live markup, and no name breaks a line', (answer, form, { render }) => {
  const places = ANSWERS[answer](PLACE) as [unknown, unknown];
  const of = (next: () => string) => [...render(...withNames(places, next))].join('');
  let used = 0;
  const plain = of(() => `plain${used++}`).split('\n').length;
  const perText = used;
  expect(perText).toBeGreaterThan(0);
  for (let given = 0; given < COUNT; given += perText) {
    used = 0;
    const text = of(() => attacks[(given + used++) % attacks.length]);
    const wrong = wrongOf(text, `${answer} ${form}`, form) ?? (text.split('\n').length === plain ? undefined : 'a name breaks a line');
    if (wrong !== undefined) throw new Error(`${wrong}, names ${given} to ${given + perText} in ${JSON.stringify(text.slice(0, 1_000))}`);
  }
}, 600_000);

/** What of a text is raw or live. */
function wrongOf(text: string, name: string, form: string): string | undefined {
  const raw = RAW.exec(TABS.has(name) ? text.replaceAll('\t', '') : text);
  if (raw !== null) return `raw ${JSON.stringify(raw[0])}: ${JSON.stringify(text.slice(Math.max(0, raw.index - 50), raw.index + 50))}`;
  const live = LIVE[form]?.(text) ?? commandIn(text, form);
  return live ? `live: ${JSON.stringify(live)}` : undefined;
}

it('gives every place a name of its own', () => {
  let i = 0;
  const value = { a: [PLACE, `${PLACE}/${PLACE}`], b: () => ({ [PLACE]: 1 }), c: new Map([[PLACE, PLACE]]), d: 'other', e: 3 };
  const { b, ...others } = withNames(value, () => `n${i++}`);
  expect(others).toEqual({ a: ['n0', 'n1/n2'], c: new Map([['n3', 'n4']]), d: 'other', e: 3 });
  expect(b()).toEqual({ n5: 1 });
});
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
  for (const live of ['<p><img src=x></p>', '<td>a & b</td>', '<td title="a"b">c</td>', '<a href="javascript:x">a</a>', '<p onclick="x">a</p>', '<p style="x">a</p>']) expect([live, Boolean(LIVE.html(live))]).toEqual([live, true]);
  expect(LIVE.html('<section id="cover"><a href="#cover">a &#60;b&#62;</a></section>')).toBeFalsy();
  for (const live of ['<svg><script>x</script></svg>', '<svg><a href="x">a</a></svg>', '<text onclick="x">a</text>', '<text>a & b</text>', '<g xlink:href="x"></g>']) expect([live, Boolean(LIVE.svg(live))]).toEqual([live, true]);
  expect(LIVE.svg('<svg viewBox="0 0 1 1"><text>a &#60;b&#62;</text></svg>')).toBeFalsy();
  expect(() => LIVE.json('{"a": "\n"}')).toThrow();
});
