/**
 * Random clusters and invariants against an oracle that lists what could be created: `tsx test/diff/proofs.ts`.
 * NETFENCE_PROOFS = how many (20,000), NETFENCE_PROOF_SEED = which (1), NETFENCE_PROOF_FROM = where to begin (0).
 */
import { Random } from './generate/random';
import { withAgent } from './proof-agents';
import { generateProofCase } from './proof-cases';
import { conflictFault } from './proof-conflicts';
import { judgeProof, Kind } from './proof-judge';

const cases = Number(process.env.NETFENCE_PROOFS ?? 20_000);
const seed = Number(process.env.NETFENCE_PROOF_SEED ?? 1);
const from = Number(process.env.NETFENCE_PROOF_FROM ?? 0);
const MOST_PAIRS = 1500;

const kinds: Record<Kind, number> = { 'proved': 0, 'refuted': 0, 'unknown': 0, 'not applicable': 0, 'refused': 0 };
let conflicts = 0;
let withoutUnknownInput = 0;
let needless = 0;
let unknownWithout = 0;
const started = Date.now();
for (let i = from; i < from + cases; i++) {
  const item = withAgent(new Random(seed + 49_979_687, i), generateProofCase(seed, i));
  const judged = judgeProof(item, i, MOST_PAIRS);
  if (judged.failure !== undefined) {
    console.error(
      `case ${i} of seed ${seed}: ${judged.failure}\n${JSON.stringify(item.invariant)}\n${item.objects.map(
        (object) => JSON.stringify(object),
      ).join('\n')}`,
    );
    process.exit(1);
  }
  // a pair of invariants takes as long as four proofs
  const { said, fault } = i % 10 === 0 ? conflictFault(seed, i) : { said: false, fault: undefined };
  if (fault !== undefined) {
    console.error(`case ${i} of seed ${seed}: ${fault}\n${item.objects.map((object) => JSON.stringify(object)).join('\n')}`);
    process.exit(1);
  }
  if (said) conflicts++;
  kinds[judged.kind]++;
  if (judged.needless) needless++;
  if (item.hasUnknownInput || judged.kind === 'refused' || judged.kind === 'not applicable') continue;
  withoutUnknownInput++;
  if (judged.kind === 'unknown') unknownWithout++;
}
const share = withoutUnknownInput === 0 ? 0 : unknownWithout / withoutUnknownInput;
const seconds = (Date.now() - started) / 1000;
const outcomes = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`).join(', ');
console.log(`${cases} pairs of seed ${seed} in ${seconds.toFixed(1)} s: ${outcomes}; ${conflicts} contradictions named`);
const percent = (100 * share).toFixed(2);
console.log(`unknown where the input is known: ${unknownWithout} of ${withoutUnknownInput} (${percent} %); although no world is open: ${needless}`);
if (share >= 0.02) {
  console.error('2 % or more are unknown without need');
  process.exit(1);
}
