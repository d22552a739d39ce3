/** Judges slices of cases by the oracle and by the law, as they are handed out: a case is made once, and the engine that read it answers to both. */
import { parentPort } from 'worker_threads';
import { asked, readCase } from './engine';
import { completionOf } from './generate/completions';
import { noLawCounts } from './law-counts';
import { brokenBy } from './law-judge';
import { World, worldIn } from './law-world';
import { BREAKS_LAW, judgeSlice, Slice, SliceResult } from './worker';

export function judgeBoth(slice: Slice): SliceResult {
  const law = noLawCounts();
  let world: World | undefined;
  const result = judgeSlice(slice, (objects, family, staged) => {
    const read = readCase(objects, family, staged);
    // the law takes staged policies for what they are
    world = staged === undefined ? worldIn(read) : undefined;
    return asked(read);
  }, (item, index) => (brokenBy(item, completionOf(slice.seed, index, item), law, world) === undefined ? undefined : BREAKS_LAW));
  return { ...result, law };
}

parentPort?.on('message', (slice: Slice) => parentPort!.postMessage(judgeBoth(slice)));
