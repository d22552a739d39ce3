/** `tsx test/diff/law.ts`: facts that are added to generated clusters take back no definite verdict. Exit 1 on the first that does, shrunk. */
import { judgeRest } from './judge-rest';
import { addLaw, describeLaw, noLawCounts } from './law-counts';
import { explainLaw } from './law-shrink';
import type { LawResult } from './law-worker';
import { readOptions, resume } from './long-run';

async function main(): Promise<number> {
  const options = readOptions({ command: 'npx tsx test/diff/law.ts', cases: 100_000, seed: 4 });
  const tally = resume(options, { cases: 0, counts: noLawCounts() });
  const start = Date.now();
  const failed = await judgeRest(options, tally, { worker: 'law-worker', slice: 250 }, ({ counts }: LawResult) => {
    addLaw(tally.counts, counts);
  });
  if (failed !== undefined) {
    process.stdout.write(`case ${failed} of seed ${options.seed} breaks the law; shrunk:\n\n${explainLaw(options.seed, failed)}\n`);
    return 1;
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${tally.cases} clusters with facts added in ${seconds} s: ${describeLaw(tally.counts)}\n`);
  return 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
