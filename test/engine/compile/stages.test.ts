import { isBefore, isSameStage, stagesOf } from '../../../src/engine/compile/stages';
import type { Stage } from '../../../src/model';

const stage = (rank: number): Stage => ({ title: `stage ${rank}`, rank, isolating: false });
const [early, late] = [stage(1), stage(2)];

test('isBefore: a stage of lower rank decides first, and none before itself', () => {
  expect([isBefore(early, late), isBefore(late, early), isBefore(early, early)]).toEqual([true, false, false]);
});

test('isSameStage: stages that were written twice are one', () => {
  expect([isSameStage(early, stage(1)), isSameStage(early, late)]).toEqual([true, false]);
});

test('stagesOf: each stage once, in the order in which they decide', () => {
  expect(stagesOf([late, early, stage(2), late], (own) => own)).toEqual([early, late]);
});
