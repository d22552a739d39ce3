import * as fc from 'fast-check';
import { PartitionTree } from '../../../src/engine/compile/partition-tree';

test('sequences have one number exactly when they took the same steps', () => {
  const sequence = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(4)), { maxLength: 6 });
  fc.assert(fc.property(fc.array(sequence, { minLength: 2, maxLength: 12 }), (sequences) => {
    const refinement = new PartitionTree();
    const dimensions = [5, 7, 5].map((size) => refinement.dimension(size));
    const numbers = sequences.map((steps) => steps.reduce((at, [dimension, step]) => dimensions[dimension](at, step), 0));
    const texts = sequences.map((steps) => JSON.stringify(steps));
    return numbers.every((number, i) => numbers.every((other, k) => (number === other) === (texts[i] === texts[k])));
  }), { seed: 17, numRuns: 300 });
});

test('after clearing, numbers start anew', () => {
  const refinement = new PartitionTree();
  const step = refinement.dimension(3);
  const before = step(step(0, 1), 2);
  refinement.clear();
  expect([step(0, 2), step(0, 1), before]).toEqual([1, 2, 2]);
});
