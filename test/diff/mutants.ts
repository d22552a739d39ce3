/**
 * Plants semantic errors in the engine, one at a time, and counts the cases until the oracle objects.
 * `npx tsx test/diff/mutants.ts [--seed S] [--workers W] [--limit CASES] [--only ID]`
 */
import { rmSync } from 'fs';
import { parseArgs } from 'util';
import { bundleEngine, bundleFolder, bundleWorker } from './bundle';
import { FELL_OVER } from './compare';
import { MUTANTS, Mutant } from './mutant-list';
import { patched } from './patch';
import { judgeAll } from './pool';
import type { SliceResult } from './worker';

interface Options {
  readonly seed: number;
  readonly workers: number;
  readonly limit: number;
}

/** The number of the first case that tells the mutant from the engine. */
async function casesUntilCaught(mutant: Mutant, folder: string, worker: string, { seed, workers, limit }: Options): Promise<number | undefined> {
  const engine = await bundleEngine(folder, mutant, mutant.id);
  let caught: number | undefined;
  await judgeAll({ worker, engine, workers, seed, from: 0, cases: limit, slice: 100 }, (result: SliceResult) => {
    if (caught !== undefined || result.failed === undefined) return;
    const { index, failure } = result.failed;
    if (failure.startsWith(FELL_OVER)) throw new Error(`${mutant.id} changes no meaning, it breaks the engine: ${failure}`);
    caught = index + 1;
  });
  return caught;
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: text, workers: text, limit: text, only: text } });
  const options = { seed: Number(values.seed ?? 4), workers: Number(values.workers ?? 2), limit: Number(values.limit ?? 100_000) };
  const chosen = MUTANTS.filter(({ id }) => values.only === undefined || id === values.only);
  chosen.forEach(patched);
  const folder = bundleFolder();
  const worker = await bundleWorker(folder);
  let survivors = 0;
  for (const mutant of chosen) {
    const cases = await casesUntilCaught(mutant, folder, worker, options);
    if (cases === undefined) survivors++;
    process.stdout.write(`${cases === undefined ? `SURVIVED ${options.limit}` : `caught at ${cases}`.padEnd(16)} ${mutant.id}: ${mutant.what}\n`);
  }
  rmSync(folder, { recursive: true });
  process.stdout.write(`${chosen.length - survivors} of ${chosen.length} mutants caught within ${options.limit} cases\n`);
  return survivors > 0 || chosen.length === 0 ? 1 : 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
