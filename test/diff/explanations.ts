/** `tsx test/diff/explanations.ts [CASES] [SEED]`: explanations of generated clusters are true. NETFENCE_EXPLANATIONS sets the count. */
import { stringify } from 'yaml';
import { falsehoods, noClaims } from './explanations-judge';
import { generateMixed } from './generate';

const cases = Number(process.argv[2] ?? process.env.NETFENCE_EXPLANATIONS ?? 2000);
const seed = Number(process.argv[3] ?? 6);
const claims = noClaims();
const start = Date.now();
for (let i = 0; i < cases; i++) {
  const item = generateMixed(seed, i);
  const wrong = falsehoods(item, seed, i, claims);
  if (wrong.length > 0) {
    process.stdout.write(`case ${i} of seed ${seed}:\n${wrong.slice(0, 5).join('\n')}\n\n${item.objects.map((object) => stringify(object)).join('---\n')}`);
    process.exit(1);
  }
}
const { verdicts, closed, opened, changes, byAdmin, byCilium, byCalico, byAntrea, withoutDeletion } = claims;
process.stdout.write(`explanations of ${cases} clusters are true in ${((Date.now() - start) / 1000).toFixed(1)} s: ${verdicts} verdicts, ${closed} closed by deleting rules, ${opened} opened by deleting, ${changes} opened by a smallest change, ${byAdmin} of them by an administrator, ${byCilium} in the language of Cilium, ${byCalico} of Calico, ${byAntrea} of Antrea; ${withoutDeletion} denied without a deletion that opens\n`);
