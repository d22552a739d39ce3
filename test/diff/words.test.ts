import { statesOf } from '../analysis/diff/diff-pairs';
import { cases } from '../testing/cases';
import { effectFaults } from './effects-judge';
import { generateCase, generateMixed, ofOneAgent } from './generate';
import { Random } from './generate/random';
import { generateProofCase } from './proof-cases';
import { diffFaults, exposureFaults, isolationFaults, noSentences } from './words-judge';

it('says what is true of exposure, isolation and differences (some of the cases of test/diff/words.ts)', () => {
  const count = noSentences();
  for (let i = 0; i < cases(30); i++) {
    const { before, after } = statesOf(8, i, i % 2 === 0 ? generateCase : (...of) => ofOneAgent(generateMixed(...of)));
    const wrong = [
      ...exposureFaults(generateProofCase(8, i), i, count),
      ...isolationFaults(generateMixed(8, i), count),
      ...diffFaults(before, after, new Random(11, i), count),
      ...effectFaults(before, after, count),
    ];
    if (wrong.length > 0) throw new Error(`case ${i}: ${wrong.slice(0, 5).join('\n')}`);
  }
  expect(count.exposure).toBeGreaterThan(cases(5_000));
  expect(count.isolation).toBeGreaterThan(cases(200));
  expect(count.diff).toBeGreaterThan(cases(100));
  expect(count.effects).toBeGreaterThan(cases(20));
  expect(count.incomplete).toBeLessThan(5);
});
