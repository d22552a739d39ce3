import { AnalysisSession, optionFacts, prove, readInvariantFile, StatedFacts, Statement, withFacts } from '../analysis';
import { ProofOutcome, ProofResult } from '../results/proof';
import { renderProofs } from '../report/proof/text';
import type { JudgingOptions } from './subject';
import { Context, Result, verdict } from './verdict';

/** An `Invariant`, by its shape: there may be two copies of the package on disk. */
export interface Stated {
  readonly id: string;
  _statement(): unknown;
}

/** An invariant, or the path of a file of them. */
export type Statable = Stated | string;

/** Proof options: what is known beside the manifests. */
export interface ProvingOptions extends JudgingOptions {
  /**
   * Where pods get their addresses, as blocks such as `10.244.0.0/16`.
   * @default - those of the files; else unknown: a block may match any pod whose address is unknown
   */
  readonly podRanges?: readonly string[];
}

/** Whether all invariants are proved; the negation holds where all are refuted. */
export function invariantsHold(context: Context, session: AnalysisSession, given: readonly Statable[], { podRanges }: ProvingOptions): Result {
  if (given.length === 0) throw new Error('`toSatisfy([])` states nothing; name an invariant, or a file of them');
  const read = given.map((one) => (typeof one === 'string' ? readInvariantFile(one) : { statements: [one._statement() as Statement], facts: {} }));
  const facts = optionFacts({ ...(podRanges && { podRanges }) }, (option) => `the option \`${option}\``);
  const stated = withFacts(withFacts(session, facts), rangesOf(read.map((file) => file.facts)), { isWeaker: true });
  const proofs = prove(stated, read.flatMap(({ statements }) => statements));
  const outcomes = new Set(proofs.map(({ outcome }) => outcome));
  const isOpen = outcomes.has(ProofOutcome.UNKNOWN) || outcomes.has(ProofOutcome.NOT_APPLICABLE);
  const truth = outcomes.size > 1 || isOpen ? 'unknown' : outcomes.has(ProofOutcome.PROVED) ? 'yes' : 'no';
  const what = `to satisfy ${proofs.map(({ id }) => `\`${id}\``).join(', ')}`;
  return verdict(context, session, { truth, evidence: [] }, what, () => wordsOf(proofs, context.isNot === true));
}

/** What files of invariants state, together. */
function rangesOf(files: readonly StatedFacts[]): StatedFacts {
  return files.reduce((all, { podRanges }) => {
    if (podRanges === undefined) return all;
    return { podRanges: all.podRanges === undefined ? podRanges : { ...podRanges, value: podRanges.value.union(all.podRanges.value) } };
  }, {});
}

/** What is proved is no news where a proof was expected. */
function wordsOf(proofs: readonly ProofResult[], isNot: boolean): string {
  const told = proofs.filter(({ outcome }) => isNot || outcome !== ProofOutcome.PROVED);
  return [...renderProofs(told.length > 0 ? told : proofs)].join('').trimEnd();
}
