import { failureOf, noCounts } from '../diff/compare';
import { createEngine } from '../diff/engine';
import { generateCase } from '../diff/generate';

test('the engine agrees with the oracle (the differential test in small)', () => {
  const counts = noCounts();
  const failures = Array.from({ length: 250 }, (_, i) => failureOf(generateCase(9, i), createEngine, counts)).filter(Boolean);
  expect(failures).toEqual([]);
  expect(Math.min(counts.allowed, counts.denied, counts.unknown)).toBeGreaterThan(5_000);
});
