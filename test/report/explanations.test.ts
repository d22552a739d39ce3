import { reportOf } from '../../src/analysis/questions/report/report';
import { renderReportHtml } from '../../src/report/report/html';
import type { Report } from '../../src/results/report';
import { generatedSession } from '../analysis/generated';

const report = reportOf(generatedSession(0), { date: '2026-11-30', version: '0.0.0' });
const textOf = (one: Report) => [...renderReportHtml(one)].join('');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, found]) => found.split(' '));

it('keeps explanations within a size, says how many it leaves out, and leads to none of these', () => {
  const [first, ...others] = report.explanations.filter(({ examples }) => examples.length > 0);
  const big = [first, ...others.map((one, i) => (i > 0 ? one : { ...one, examples: Array.from({ length: 10_000 }, () => one.examples[0]) }))];
  const text = textOf({ ...report, explanations: big });
  expect(all(text, / id="(why-\d+)"/g)).toEqual(['why-0']);
  expect(text).toContain(`and ${others.length} more explanations, of the least important connections; <code>--json FILE</code> has all.`);
  expect(new Set(all(text, /(?:data-why="|href="#)(why-[^"]+)"/g))).toEqual(new Set(['why-0']));
  expect(text).toContain(' data-ask="netfence explain ');
  expect(textOf(report)).not.toContain('more explanations');
});

it('names many rules of a pair once, in its row, and leads there', () => {
  const { register, register: { namespaces } } = report;
  const pairs = namespaces.pairs.map((pair) => ({ ...pair, rules: pair.rules.slice(0, 1).flatMap((rule) => [rule, rule, rule, rule]) }));
  const text = textOf({ ...report, register: { ...register, namespaces: { ...namespaces, pairs } } });
  const rows = all(text, /href="#pair-(\d+)"/g).map(Number);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const named = new RegExp(`<span id="pair-${row}">(.*?)</span>`).exec(text)![1];
    expect(named.split(pairs[row].rules[0].policy).length).toBe(5);
  }
});
