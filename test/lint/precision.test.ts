/**
 * Errors and warnings about the manifests of others are those that were judged by hand. After a change, `npx tsx test/lint/precision/judge.ts` says
 * what is to be judged anew in `test/data/precision/judgements.json`, and with `--write` it writes the page.
 */
import { readFileSync } from 'fs';
import { alarmsOf } from './precision/alarms';
import { judgedLines, JUDGEMENTS, lineOf, MANY_WARNINGS, MOST_WARNINGS } from './precision/judgements';
import { countsOf, freshPage, PAGE } from './precision/page';
import { SETS } from './precision/sets';

const judged = new Set(JUDGEMENTS.flatMap(({ at }) => Object.keys(at)));

test('the page has the figures of the data', () => expect(readFileSync(PAGE, 'utf8')).toBe(freshPage()));

test('at most one in fifty is false', () => {
  const { true: right, repeated, false: wrong } = countsOf(JUDGEMENTS);
  expect(wrong / (right + repeated + wrong)).toBeLessThanOrEqual(0.02);
});

test('a set with many warnings has a reason for them, and no other has', () => {
  expect(Object.keys(MANY_WARNINGS)).toEqual([...judged].filter((set) => judgedLines(set).length > MOST_WARNINGS).sort());
});

if (SETS.size === 0) {
  test.skip('each error and warning is judged (skipped where the corpus is absent: set NETFENCE_CORPUS)', () => undefined);
} else {
  test('each judgement is about a set that is there', () => expect([...judged].filter((set) => !SETS.has(set))).toEqual([]));
  test.each([...SETS])('each error and warning of %s is judged', (set, session) => expect(alarmsOf(session()).map(lineOf).sort()).toEqual(judgedLines(set)));
}
