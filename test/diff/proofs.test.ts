import { cases } from '../testing/cases';
import { Random } from './generate/random';
import { withAgent } from './proof-agents';
import { generateProofCase } from './proof-cases';
import { conflictFault } from './proof-conflicts';
import { judgeProof, Kind } from './proof-judge';

it('proves, refutes and gives up rightly (some of the cases of test/diff/proofs.ts)', () => {
  const kinds: Record<Kind, number> = { 'proved': 0, 'refuted': 0, 'unknown': 0, 'not applicable': 0, 'refused': 0 };
  for (let i = 0; i < cases(60); i++) {
    const item = withAgent(new Random(1, i), generateProofCase(1, i));
    const { kind, failure } = judgeProof(item, i, 300);
    if (failure !== undefined) {
      throw new Error(
        `case ${i}: ${failure}\n${JSON.stringify(item.invariant)}\n${item.objects.map((object) => JSON.stringify(object)).join('\n')}`,
      );
    }
    kinds[kind]++;
  }
  expect(kinds.proved).toBeGreaterThan(cases(6));
  expect(kinds.refuted).toBeGreaterThan(cases(18));
});

it('says truly which traffic one invariant demands and another one forbids (pairs of the same)', () => {
  const found = Array.from({ length: cases(40) }, (_, i) => conflictFault(1, i));
  expect(found.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  expect(found.filter(({ said }) => said).length).toBeGreaterThan(cases(10));
});
