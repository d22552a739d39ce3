/**
 * `tsx test/diff/law-of-commands.ts`: what each command says definitely of generated clusters stands with facts added. Exit 1 on the first that
 * does not.
 */
import { rmSync } from 'fs';
import { stringify } from 'yaml';
import { bundleFolder, bundleWorker } from './bundle';
import { generateDump, ofOneAgent } from './generate';
import { completionOf } from './generate/completions';
import type { Claims } from './law-commands';
import type { CommandsResult } from './law-commands-worker';
import { keep, readOptions, resume } from './long-run';
import { judgeAll } from './pool';

async function main(): Promise<number> {
  const options = readOptions({ command: 'npx tsx test/diff/law-of-commands.ts', cases: 300, seed: 8 });
  const tally: { cases: number; claims: Claims } = resume(options, { cases: 0, claims: {} });
  const folder = bundleFolder();
  const start = Date.now();
  let failed: CommandsResult['failed'];
  const job = {
    ...options,
    worker: await bundleWorker(folder, 'law-commands-worker'),
    from: options.from + tally.cases,
    cases: Math.max(0, options.cases - tally.cases),
    slice: 5,
  };
  await judgeAll(job, (result: CommandsResult) => {
    failed ??= result.failed;
    if (failed !== undefined) return;
    tally.cases += result.count;
    for (const [command, count] of Object.entries(result.claims)) tally.claims[command] = (tally.claims[command] ?? 0) + count;
    keep(options, tally);
  });
  rmSync(folder, { recursive: true });
  if (failed !== undefined) {
    const item = ofOneAgent(generateDump(options.seed, failed.index));
    const completion = completionOf(options.seed, failed.index, item);
    const manifests = item.objects.map((object) => stringify(object)).join('---\n');
    const head = `case ${failed.index} of seed ${options.seed}:\n${failed.wrong.slice(0, 5).join('\n')}\n\n`;
    process.stdout.write(`${head}${manifests}\nwith the facts\n${stringify(completion)}`);
    return 1;
  }
  const counts = Object.entries(tally.claims).map(([command, count]) => `${count} of ${command}`).join(', ');
  process.stdout.write(
    `${tally.cases} clusters with facts added in ${((Date.now() - start) / 1000).toFixed(1)} s, no definite answer turned round: ${counts}\n`,
  );
  return 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
