/**
 * Records traffic of generated clusters and compares what `replay` makes of it with the naive oracle.
 * `NETFENCE_FLOWS` lines at least (default 20000), `NETFENCE_SEED` (default 7). Exit 1 on the first wrong verdict.
 */
import { judgeFlows } from './flows-judge';

async function main(): Promise<number> {
  const wanted = Number(process.env.NETFENCE_FLOWS ?? 20_000);
  const seed = Number(process.env.NETFENCE_SEED ?? 7);
  const verdicts: Record<string, number> = { allowed: 0, denied: 0, unknown: 0 };
  let [flows, cases] = [0, 0];
  for (; flows < wanted; cases++) {
    const judged = await judgeFlows(seed, cases);
    if (judged.wrong.length > 0) {
      process.stdout.write(`seed ${seed}, case ${cases}:\n${judged.wrong.slice(0, 10).join('\n')}\n`);
      return 1;
    }
    flows += judged.flows;
    for (const [verdict, count] of Object.entries(judged.verdicts)) verdicts[verdict] += count;
  }
  const counts = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  process.stdout.write(`flows: ${flows} records of ${cases} clusters replayed, 0 wrong verdicts (${counts}) and nothing wrong in what is said of the coverage\n`);
  return 0;
}

void main().then((code) => {
  process.exitCode = code;
});
