/** `tsx test/diff/law.ts`: facts that are added to generated clusters take back no definite verdict. Exit 1 on the first that does, shrunk. */
import { stringify } from 'yaml';
import { Case, generateDump } from './generate';
import { completionOf } from './generate/completions';
import { judgeRest } from './judge-rest';
import { brokenBy, noLawCounts } from './law-judge';
import { shrinkLaw } from './law-shrink';
import type { LawResult } from './law-worker';
import { readOptions, resume } from './long-run';

/** The smallest case and completion that still break it, as manifests, with the verdict that is taken back. */
function explain(seed: number, index: number): string {
  const item: Case = generateDump(seed, index);
  const small = shrinkLaw(item, completionOf(seed, index, item));
  const { source, destination, from, traffic } = brokenBy(small.item, small.completion, noLawCounts())!;
  const over = item.family === undefined ? '' : ` over IPv${item.family}`;
  return [
    small.item.objects.map((object) => stringify(object)).join('---\n'),
    `with the facts\n${stringify(small.completion)}`,
    `${source} -> ${destination} ${traffic.toString()}${over} is ${from} before, and ${from === 'allowed' ? 'denied' : 'allowed'} with the facts`,
  ].join('\n');
}

async function main(): Promise<number> {
  const options = readOptions({ command: 'npx tsx test/diff/law.ts', cases: 100_000, seed: 4 });
  const tally = resume(options, { cases: 0, counts: noLawCounts() });
  const start = Date.now();
  const failed = await judgeRest(options, tally, { worker: 'law-worker', slice: 250 }, ({ counts }: LawResult) => {
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) tally.counts[key] += counts[key];
  });
  if (failed !== undefined) {
    process.stdout.write(`case ${failed} of seed ${options.seed} breaks the law; shrunk:\n\n${explain(options.seed, failed)}\n`);
    return 1;
  }
  const { pairs, unknown, settled, weakened } = tally.counts;
  process.stdout.write(`${tally.cases} clusters with facts added in ${(
    (Date.now() - start) / 1000
  ).toFixed(1)} s: ${pairs} pairs, no definite verdict turned round; `
    + `${unknown} unknown, ${settled} of them settled by the facts; ${weakened} definite and then unknown\n`);
  return 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
