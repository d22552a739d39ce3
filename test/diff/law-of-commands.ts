/** `tsx test/diff/law-of-commands.ts [CLUSTERS] [SEED]`: what each command says definitely of generated clusters stands with facts added. */
import { stringify } from 'yaml';
import { generateDump } from './generate';
import { completionOf } from './generate/completions';
import { Random } from './generate/random';
import { Claims, turnedRound } from './law-commands';

async function main(): Promise<number> {
  const clusters = Number(process.argv[2] ?? 200);
  const seed = Number(process.argv[3] ?? 8);
  const claims: Claims = {};
  const start = Date.now();
  for (let i = 0; i < clusters; i++) {
    const item = generateDump(seed, i);
    const completion = completionOf(seed, i, item);
    const wrong = await turnedRound(item, completion, new Random(seed, i), claims);
    if (wrong.length === 0) continue;
    process.stdout.write(`case ${i} of seed ${seed}:\n${wrong.slice(0, 5).join('\n')}\n\n${item.objects.map((object) => stringify(object)).join('---\n')}\nwith the facts\n${stringify(completion)}`);
    return 1;
  }
  const counts = Object.entries(claims).map(([command, count]) => `${count} of ${command}`).join(', ');
  process.stdout.write(`${clusters} clusters with facts added in ${((Date.now() - start) / 1000).toFixed(1)} s, no definite answer turned round: ${counts}\n`);
  return 0;
}

void main().then((code) => {
  process.exitCode = code;
});
