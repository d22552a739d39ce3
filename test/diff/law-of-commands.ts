/**
 * `tsx test/diff/law-of-commands.ts`: what each command says definitely of generated clusters stands with facts added. Exit 1 on the first that
 * does not.
 */
import { stringify } from 'yaml';
import { generateDump, ofOneAgent } from './generate';
import { completionOf } from './generate/completions';
import { judgeRest } from './judge-rest';
import type { Claims } from './law-commands';
import type { CommandsResult } from './law-commands-worker';
import { readOptions, resume } from './long-run';

async function main(): Promise<number> {
  const options = readOptions({ command: 'npx tsx test/diff/law-of-commands.ts', cases: 300, seed: 8 });
  const tally: { cases: number; claims: Claims } = resume(options, { cases: 0, claims: {} });
  const start = Date.now();
  const failed = await judgeRest(options, tally, { worker: 'law-commands-worker', slice: 5 }, ({ claims }: CommandsResult) => {
    for (const [command, count] of Object.entries(claims)) tally.claims[command] = (tally.claims[command] ?? 0) + count;
  });
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
