/** What the input does not say is unknown: a fact that is added turns no definite verdict round. More clusters: `tsx test/diff/law.ts`. */
import * as fc from 'fast-check';
import { Case, generateDump } from '../diff/generate';
import { Completion, completionOf } from '../diff/generate/completions';
import { noLawCounts } from '../diff/law-counts';
import { brokenBy } from '../diff/law-judge';
import { worldOf } from '../diff/law-world';
import { cases } from '../testing/cases';

const RUNS = cases(200, { few: 50, deep: 20_000 });
const SEED = 15;

const numbers = fc.nat({ max: 10_000_000 });

function withFacts(number: number): [Case, Completion] {
  const item = generateDump(SEED, number);
  return [item, completionOf(SEED, number, item)];
}

test('facts take back no definite verdict, and settle some of the others', () => {
  const counts = noLawCounts();
  fc.assert(fc.property(numbers, (number) => {
    expect(brokenBy(...withFacts(number), counts)).toBeUndefined();
  }), { seed: SEED, numRuns: RUNS });
  expect(counts.settled).toBeGreaterThan(counts.pairs / 100);
  expect(counts.weakened).toBeLessThan(counts.pairs / 500);
});

test('they take back many where what is not shown is held for absent', () => {
  const wrong = fc.sample(numbers, { seed: SEED, numRuns: RUNS }).filter((number) => {
    const [item, completion] = withFacts(number);
    return brokenBy(item, completion, noLawCounts(), worldOf(item.objects, item.family, {}, 'absent')) !== undefined;
  });
  expect(wrong.length).toBeGreaterThan(RUNS / 40);
});
