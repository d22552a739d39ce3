/**
 * `npm run diff-test`: the engine and the naive oracle on generated clusters; with `--law` also whether facts that are added turn a verdict round.
 * Exit 1 on the first disagreement, shrunk.
 */
import { rmSync } from 'fs';
import { stringify } from 'yaml';
import { bundleEngine, bundleFolder, bundleWorker, loadEngine } from './bundle';
import { FELL_OVER, failureOf, noCounts } from './compare';
import { diffCase } from './diff-case';
import type { Case } from './generate';
import { keep, readOptions, resume, RunOptions } from './long-run';
import { judgeAll } from './pool';
import type { CreateEngine } from './question';
import { shrinkCase } from './shrink';
import { add, describe, newTally, shortcomings } from './tally';
import { BREAKS_LAW, SliceResult } from './worker';

/** The smallest case that still fails, as manifests, with the question that divides the judges. */
function explain(item: Case, createEngine: CreateEngine): string {
  const failure = (candidate: Case) => failureOf(candidate, createEngine, noCounts());
  const fellOver = failure(item)?.startsWith(FELL_OVER);
  const small = shrinkCase(item, (candidate) => {
    const text = failure(candidate);
    return text !== undefined && text.startsWith(FELL_OVER) === fellOver;
  });
  return `${small.objects.map((object) => stringify(object)).join('---\n')}\n${failure(small)}\n`;
}

/** What a run with another set of judges has counted is not gone on with. */
function resumeWith(options: RunOptions): ReturnType<typeof newTally> {
  const tally = resume(options, newTally(options.law === true));
  if ((tally.law !== undefined) === (options.law === true)) return tally;
  throw new Error(`\`${options.progress}\` belongs to a run ${options.law ? 'without' : 'with'} \`--law\`; remove it, or run as then`);
}

async function main(): Promise<number> {
  const options = readOptions({ command: 'npm run diff-test --', cases: 300_000, seed: 4, hasLaw: true });
  const tally = resumeWith(options);
  const folder = bundleFolder();
  const done = tally.cases;
  const start = Date.now();
  let failed: SliceResult['failed'];
  const job = {
    ...options,
    worker: await bundleWorker(folder, options.law ? 'both-worker' : undefined),
    // the law asks the same engine: it comes with the worker
    engine: options.law ? undefined : await bundleEngine(folder),
    from: options.from + done,
    cases: Math.max(0, options.cases - done),
    slice: 250,
  };
  await judgeAll(job, (result: SliceResult) => {
    failed ??= result.failed;
    if (failed !== undefined) return;
    add(tally, result);
    keep(options, tally);
    if (process.stderr.isTTY) process.stderr.write(`\r${tally.cases} of ${options.cases} cases`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (failed !== undefined) {
    const { index, failure } = failed;
    const small = failure === BREAKS_LAW
      ? `${(await import('./law-shrink.js')).explainLaw(options.seed, index)}\n`
      : explain(diffCase(options.seed, index), await loadEngine(job.engine ?? await bundleEngine(folder)));
    process.stdout.write(`case ${index} of seed ${options.seed} fails; shrunk:\n\n${small}`);
    rmSync(folder, { recursive: true });
    return 1;
  }
  rmSync(folder, { recursive: true });
  process.stdout.write(`${describe(tally, (Date.now() - start) / 1000, tally.cases - done)}\n`);
  const missing = shortcomings(tally);
  for (const line of missing) process.stdout.write(`${line}\n`);
  return missing.length > 0 ? 1 : 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
