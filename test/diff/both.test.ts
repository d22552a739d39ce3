/** Two judges of one engine say what each says alone. */
import { judgeBoth } from './both-worker';
import { createEngine } from './engine';
import { generateDump } from './generate';
import { completionOf } from './generate/completions';
import { noLawCounts } from './law-counts';
import { brokenBy } from './law-judge';
import { judgeSlice } from './worker';

const slice = { seed: 6, from: 0, count: 16 };

it('counts the same verdicts, features and pairs as differential test and law one after the other', () => {
  const { law, ...differential } = judgeBoth(slice);
  expect(differential).toEqual(judgeSlice(slice, createEngine));
  const alone = noLawCounts();
  for (let i = 0; i < slice.count; i++) {
    const item = generateDump(slice.seed, i);
    expect(brokenBy(item, completionOf(slice.seed, i, item), alone)).toBeUndefined();
  }
  expect(law).toEqual(alone);
  expect(alone.settled).toBeGreaterThan(0);
});

it('names the first case in which a judge of its own finds a fault', () => {
  const { failed, count } = judgeSlice(slice, createEngine, (_item, index) => (index === 7 ? 'fault' : undefined));
  expect([failed, count]).toEqual([{ index: 7, failure: 'fault' }, 16]);
});
