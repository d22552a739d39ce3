/**
 * `tsx test/diff/assumptions.ts`: the assumptions of proofs about random clusters, judged by the oracle: without each there is a counterexample,
 * and without any other there is none. NETFENCE_ASSUMPTIONS = how many cases (4,000), NETFENCE_ASSUMPTION_SEED = which (1), NETFENCE_ASSUMPTION_FROM.
 */
import { generateAssumptionCase } from './assumption-cases';
import { judgeAssumptions } from './assumption-judge';

const cases = Number(process.env.NETFENCE_ASSUMPTIONS ?? 4000);
const seed = Number(process.env.NETFENCE_ASSUMPTION_SEED ?? 1);
const from = Number(process.env.NETFENCE_ASSUMPTION_FROM ?? 0);

const counts = new Map<string, number>();
let proofs = 0;
const started = Date.now();
for (let i = from; i < from + cases; i++) {
  const item = generateAssumptionCase(seed, i);
  const { proved, printed, failure } = judgeAssumptions(item, i);
  if (failure !== undefined) {
    const { objects, invariant, ...facts } = item;
    console.error(`case ${i} of seed ${seed}: ${failure}\n${JSON.stringify(facts)}\n${JSON.stringify(invariant)}\n${objects.map((object) => JSON.stringify(object)).join('\n')}`);
    process.exit(1);
  }
  if (proved) proofs++;
  for (const kind of printed.map((key) => key.split(' ')[0])) counts.set(kind, (counts.get(kind) ?? 0) + 1);
}
console.log(`${proofs} proofs of ${cases} cases of seed ${seed} in ${((Date.now() - started) / 1000).toFixed(1)} s: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
