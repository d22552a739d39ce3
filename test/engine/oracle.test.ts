import { failureOf, noCounts } from '../diff/compare';
import { createEngine } from '../diff/engine';
import { generateMixed } from '../diff/generate';
import { cases } from '../testing/cases';

test('the engine agrees with the oracle (the differential test in small)', () => {
  const counts = noCounts();
  const failures = Array.from({ length: cases(250) }, (_, i) => failureOf(generateMixed(9, i), createEngine, counts)).filter(Boolean);
  expect(failures).toEqual([]);
  expect(Math.min(counts.allowed, counts.denied, counts.unknown)).toBeGreaterThan(cases(5_000));
});
