import { ProofOutcome, type ProofResult } from '../../results/proof';
import { renderJunit, type TestCase } from '../junit';
import { proofLines } from './text';
import { assumptionText } from './words';

/** One test case an invariant: refuted is a failure, unknown an error. */
export function renderProofsJunit(proofs: readonly ProofResult[]): Iterable<string> {
  return renderJunit('netfence prove', proofs.map(caseOf));
}

function caseOf(proof: ProofResult): TestCase {
  const { id, outcome, file, line, counterexample, unknownBecause, assumptions } = proof;
  const lines = proofLines(proof).slice(1);
  return {
    classname: 'netfence prove',
    name: id,
    ...(file !== undefined && { place: { file, line: line! } }),
    ...(outcome === ProofOutcome.NOT_APPLICABLE && { output: unknownBecause }),
    ...(outcome === ProofOutcome.PROVED && { output: assumptions.map((assumption) => `assumes: ${assumptionText(assumption)}`) }),
    ...(outcome === ProofOutcome.REFUTED && { failure: { type: 'refuted', message: counterexample?.sentence ?? '', lines } }),
    ...(outcome === ProofOutcome.UNKNOWN && { error: { type: 'unknown', message: unknownBecause[0] ?? '', lines } }),
  };
}
