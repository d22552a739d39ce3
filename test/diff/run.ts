/** `npm run diff-test`: the engine and the naive oracle on generated clusters. Exit 1 on the first disagreement, shrunk. */
import { rmSync } from 'fs';
import { stringify } from 'yaml';
import { bundleEngine, bundleFolder, bundleWorker, loadEngine } from './bundle';
import { FELL_OVER, failureOf, noCounts } from './compare';
import { diffCase } from './diff-case';
import type { Case } from './generate';
import { keep, readOptions, resume } from './long-run';
import { judgeAll } from './pool';
import type { CreateEngine } from './question';
import { shrinkCase } from './shrink';
import { add, describe, newTally, shortcomings } from './tally';
import type { SliceResult } from './worker';

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

async function main(): Promise<number> {
  const options = readOptions({ command: 'npm run diff-test --', cases: 300_000, seed: 4 });
  const tally = resume(options, newTally());
  const folder = bundleFolder();
  const done = tally.cases;
  const start = Date.now();
  let failed: number | undefined;
  const job = {
    ...options,
    worker: await bundleWorker(folder),
    engine: await bundleEngine(folder),
    from: options.from + done,
    cases: Math.max(0, options.cases - done),
    slice: 250,
  };
  await judgeAll(job, (result: SliceResult) => {
    failed ??= result.failed?.index;
    if (failed !== undefined) return;
    add(tally, result);
    keep(options, tally);
    if (process.stderr.isTTY) process.stderr.write(`\r${tally.cases} of ${options.cases} cases`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (failed !== undefined) {
    const small = explain(diffCase(options.seed, failed), await loadEngine(job.engine));
    process.stdout.write(`case ${failed} of seed ${options.seed} fails; shrunk:\n\n${small}`);
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
