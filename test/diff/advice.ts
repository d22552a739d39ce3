/**
 * Asks for advice on recorded traffic of generated clusters, and sees that it admits what is wanted, breaks no invariant, holds not a rule
 * too many, and that its programs compile together, pass a linter and write what it shows.
 * `NETFENCE_ADVICE` clusters (default 200), `NETFENCE_SEED` (default 11). Exit 1 on the first that is wrong.
 */
import { judgeAdvice, synthesisErrors } from './advice-judge';
import { lintErrors } from './advice-lint';
import { typeErrors } from './advice-programs';

async function main(): Promise<number> {
  const cases = Number(process.env.NETFENCE_ADVICE ?? 200);
  const seed = Number(process.env.NETFENCE_SEED ?? 11);
  let [wanted, removed, missed] = [0, 0, 0];
  const programs: string[] = [];
  for (let i = 0; i < cases; i++) {
    const { advice, ...judged } = await judgeAdvice(seed, i);
    const wrong = [...judged.wrong, ...synthesisErrors(advice)];
    if (wrong.length > 0) {
      process.stdout.write(`seed ${seed}, case ${i}:\n${wrong.slice(0, 10).join('\n')}\n`);
      return 1;
    }
    if (advice.typescript !== '') programs.push(advice.typescript);
    wanted += judged.wanted;
    removed += judged.removed;
    missed += advice.missed.length;
  }
  const errors = [...typeErrors(programs), ...await lintErrors(programs)];
  if (errors.length > 0) process.stdout.write(`${errors.slice(0, 3).join('\n')}\n`);
  process.stdout.write(`advice: ${cases} clusters, ${wanted} wanted flows admitted, ${missed} named with the reason why not, ${removed} rules taken away and each missed, ${programs.length} programs compiled and linted, ${errors.length} errors\n`);
  return errors.length > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
