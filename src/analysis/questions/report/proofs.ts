import { ProofOutcome, ProofResult } from '../../../results/proof';
import type { ClauseOutcome, ReportClause } from '../../../results/report';
import { readyMade } from '../../invariants/ready-made';
import type { Statement } from '../../invariants/statement';
import type { AnalysisSession } from '../../session/session';
import { prove } from '../prove/prove';
import { CLAUSES } from './clauses';

interface Proved {
  readonly clauses: readonly ReportClause[];
  /** The answers to the statements of the user. */
  readonly invariants: readonly ProofResult[];
}

/** What is proved for each clause, and for statements of the user; `zones` are the namespaces that the clauses of PCI DSS are about. */
export function proofsOf(session: AnalysisSession, own: readonly Statement[], zones: readonly string[]): Proved {
  const asked = CLAUSES.flatMap(({ id, invariant, isAboutNamespace }) => {
    if (invariant === undefined) return [];
    const subjects = isAboutNamespace === true ? zones.map((namespace) => ({ namespace })) : [{}];
    return subjects.map((subject) => ({ id, statement: readyMade(invariant, subject) }));
  });
  const results = prove(session, asked.map(({ statement }) => statement));
  const clauses = CLAUSES.map(({ id, title, source, sentence, evidence, limits }): ReportClause => {
    const proofs = results.filter((_, i) => asked[i].id === id);
    const outcome = evidence === 'proof' ? outcomeOf(proofs) : 'see part';
    return { id, title, source, sentence, evidence, limits, outcome, proofs };
  });
  // those of the user are asked by themselves, for an invariant of theirs may contradict one of a standard
  return { clauses, invariants: prove(session, own) };
}

/** Of several proofs together: what is unknown is never proved. */
function outcomeOf(proofs: readonly Pick<ProofResult, 'outcome'>[]): ClauseOutcome {
  if (proofs.length === 0) return 'not asked';
  const { REFUTED, UNKNOWN, PROVED, NOT_APPLICABLE } = ProofOutcome;
  return [REFUTED, UNKNOWN, PROVED, NOT_APPLICABLE].find((outcome) => proofs.some((proof) => proof.outcome === outcome))!;
}
