/** Judges slices of cases by the law, as they are handed out. */
import { parentPort } from 'worker_threads';
import { generateDump } from './generate';
import { completionOf } from './generate/completions';
import { LawCounts, noLawCounts } from './law-counts';
import { brokenBy } from './law-judge';
import type { Slice } from './worker';

export interface LawResult {
  readonly from: number;
  readonly count: number;
  readonly counts: LawCounts;
  /** The first case in which a fact took back a verdict. */
  readonly failed?: number;
}

function judgeSlice({ seed, from, count }: Slice): LawResult {
  const counts = noLawCounts();
  for (let i = from; i < from + count; i++) {
    const item = generateDump(seed, i);
    if (brokenBy(item, completionOf(seed, i, item), counts) !== undefined) return { from, count, counts, failed: i };
  }
  return { from, count, counts };
}

parentPort?.on('message', (slice: Slice) => parentPort!.postMessage(judgeSlice(slice)));
