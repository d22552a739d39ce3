/** Sets the proofs of the product against the oracle's small worlds. */
import { parseAllDocuments } from 'yaml';
import { NetfenceError } from '../../src/errors';
import { readInvariants } from '../../src/analysis/invariants/file';
import { prove } from '../../src/analysis/questions/prove/prove';
import { readObjects } from '../../src/analysis/session/read';
import { SPEC } from '../../src/profiles';
import { Random } from './generate/random';
import { ProofCase } from './proof-cases';
import { faultOf, judgeWorld, strangerWorlds } from './proof-oracle';

export type Kind = 'proved' | 'refuted' | 'unknown' | 'not applicable' | 'refused';

interface ProofJudgement {
  readonly kind: Kind;
  /** Unknown although nothing that is known is missing. */
  readonly needless: boolean;
  readonly failure?: string;
}

const BLOCKS_OUTSIDE = { ...SPEC, name: 'blocks-outside', blocksMatchPods: 'no', unknownAddresses: 'never-match' } as const;

export function judgeProof(item: ProofCase, index: number, mostPairs: number): ProofJudgement {
  const session = readObjects(item.objects, { profile: item.blocksMeanPods === 'no' ? BLOCKS_OUTSIDE : SPEC });
  const file = readInvariants(JSON.stringify({ invariants: [item.invariant] }), 'invariants');
  let result: ReturnType<typeof prove>[0];
  try {
    [result] = prove(session, file.statements);
  } catch (error) {
    if (error instanceof NetfenceError && ['invariant-contradiction', 'unknown-namespace'].includes(error.code)) {
      return {
        kind: 'refused',
        needless: false,
      };
    }
    throw error;
  }
  const kind = result.outcome as Kind;
  const fail = (failure: string): ProofJudgement => ({ kind, needless: false, failure: `${failure}; the proof says ${JSON.stringify(result)}` });
  const { counterexample } = result;
  // of two namespaces to come, it is taken for unknown what they have in common
  const isAlike = kind === 'unknown' && /"match":"Self"|"sameLabels"/.test(JSON.stringify(item.objects));
  if (counterexample !== undefined && !isAlike) {
    const made = counterexample.manifest === undefined ? [] : parseAllDocuments(counterexample.manifest).map((document) => document.toJS());
    const fault = faultOf(item, made, counterexample, kind === 'refuted');
    if (fault !== undefined) return fail(`what is said of the counterexample is wrong: ${fault}`);
    if (kind === 'refuted') return { kind, needless: false };
  }
  const random = new Random(7, index);
  for (const world of strangerWorlds(item)) {
    const { violated, maybe } = judgeWorld(item, world, mostPairs, random);
    if (violated !== undefined) return isAlike ? { kind, needless: true } : fail(`${kind}, but ${violated}`);
    if (maybe !== undefined && kind === 'proved') return fail(`proved, but perhaps ${maybe}`);
    if (maybe !== undefined) return { kind, needless: false };
  }
  return { kind, needless: kind === 'unknown' };
}
