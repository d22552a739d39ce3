import type { Stage } from '../../model';

/** Whether both are one stage. INVARIANT: two stages never share a rank; test/dialects/stages.test.ts. */
export function isSameStage(a: Stage, b: Stage): boolean {
  return a.rank === b.rank;
}

/** Whether the first stage is judged before the second one. */
export function isBefore(a: Stage, b: Stage): boolean {
  return a.rank < b.rank;
}

/** Compares stages for a sort in the order in which they are judged. */
export function byStage(a: Stage, b: Stage): number {
  return a.rank - b.rank;
}

/** The stages of some things, each once, in the order in which they are judged. */
export function stagesOf<T>(items: readonly T[], stageOf: (item: T) => Stage): Stage[] {
  const stages: Stage[] = [];
  for (const item of items) if (!stages.some((known) => isSameStage(known, stageOf(item)))) stages.push(stageOf(item));
  return stages.length > 1 ? stages.sort(byStage) : stages;
}
