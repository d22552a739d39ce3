/** `tsx test/diff/words.ts [CASES] [SEED]`: what is said of exposure, isolation and diffs of generated clusters is true. */
import { statesOf } from '../analysis/diff/diff-pairs';
import { effectFaults } from './effects-judge';
import { generateMixed, ofOneAgent } from './generate';
import { Random } from './generate/random';
import { generateProofCase } from './proof-cases';
import { diffFaults, exposureFaults, isolationFaults, noSentences } from './words-judge';

const cases = Number(process.argv[2] ?? 2000);
const seed = Number(process.argv[3] ?? 8);
const count = noSentences();
const ofAgent: typeof generateMixed = (...of) => ofOneAgent(generateMixed(...of));
const start = Date.now();
for (let i = 0; i < cases; i++) {
  const [proof, item, { before, after }] = [generateProofCase(seed, i), generateMixed(seed, i), statesOf(seed, i, ofAgent)];
  const judged = [
    { objects: proof.objects, wrong: exposureFaults(proof, i, count) },
    { objects: item.objects, wrong: isolationFaults(item, count) },
    {
      objects: [...before, { now: true }, ...after],
      wrong: [...diffFaults(before, after, new Random(seed + 3, i), count), ...effectFaults(before, after, count)],
    },
  ];
  for (const { objects, wrong } of judged) {
    if (wrong.length === 0) continue;
    process.stdout.write(
      `case ${i} of seed ${seed}:\n${wrong.slice(0, 5).join('\n')}\n${objects.map((object) => JSON.stringify(object)).join('\n')}\n`,
    );
    process.exit(1);
  }
}
const { exposure, isolation, diff, effects, incomplete } = count;
const seconds = ((Date.now() - start) / 1000).toFixed(1);
process.stdout.write(`words about ${cases} clusters are true in ${seconds} s: ${exposure} of exposure (${incomplete} clusters are incomplete), `
  + `${isolation} of isolation, ${diff} of differences, ${effects} of what changes do\n`);
