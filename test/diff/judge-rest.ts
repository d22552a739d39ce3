import { rmSync } from 'fs';
import { bundleFolder, bundleWorker } from './bundle';
import { keep, RunOptions } from './long-run';
import { judgeAll, Result } from './pool';

interface Slices {
  /** The file of the worker, which brings its engine along. */
  readonly worker: string;
  readonly slice: number;
}

/** Judges the cases that are left, and keeps the tally after every slice. `add`: what a slice adds to it. Returns the first failure, if there is one. */
export async function judgeRest<R extends Result>(
  options: RunOptions, tally: { cases: number }, { worker, slice }: Slices, add: (result: R) => void,
): Promise<R['failed']> {
  const folder = bundleFolder();
  const [from, cases] = [options.from + tally.cases, Math.max(0, options.cases - tally.cases)];
  const job = { ...options, worker: await bundleWorker(folder, worker), from, cases, slice };
  let failed: R['failed'] = undefined;
  await judgeAll(job, (result: R) => {
    failed ??= result.failed;
    if (failed !== undefined) return;
    tally.cases += result.count;
    add(result);
    keep(options, tally);
  });
  rmSync(folder, { recursive: true });
  return failed;
}
