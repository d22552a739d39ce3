import type { MissedFlow } from '../../../results/advice';
import type { Statement } from '../../invariants/statement';
import { ProofOutcome } from '../../../results/proof';
import { prove } from '../prove/prove';
import { ReplayJudge } from '../replay/judge';
import type { AnalysisSession } from '../../session/session';
import type { Attempt } from './attempt';
import { forbiddenBy } from './forbidden';
import { Candidate, missedFlow, type Refusal } from './wanted';

interface Bounds {
  /** The input with the fences alone. */
  readonly base: AnalysisSession;
  readonly invariants: readonly Statement[];
}

/** Which of the wanted connections can be admitted. */
interface Admissible {
  readonly accepted: Attempt;
  readonly missed: readonly MissedFlow[];
}

/** The largest attempt that opens all its candidates and breaks no invariant, and what had to be left out, with the reason. */
export function admissible(candidates: readonly Candidate[], attempt: (candidates: readonly Candidate[]) => Attempt, bounds: Bounds): Admissible {
  const missed = new Map<Candidate, MissedFlow>();
  const opened = (wanted: readonly Candidate[]): Attempt => {
    for (let left = wanted; ;) {
      const made = attempt(left);
      const failures = failuresOf(made);
      if (failures.size === 0) return made;
      for (const [candidate, refusal] of failures) missed.set(candidate, missedFlow(candidate.edge, refusal));
      left = left.filter((candidate) => !failures.has(candidate));
    }
  };
  const { base, invariants } = bounds;
  const forbidding = forbiddenBy(base, invariants);
  const all = opened(candidates.filter((candidate) => {
    const ids = forbidding(candidate);
    if (ids.length > 0) missed.set(candidate, missedFlow(candidate.edge, breaking(ids)));
    return ids.length === 0;
  }));
  // the rules are not about what the fences leave broken
  const before = new Map(prove(base, invariants).map(({ id, outcome }) => [id, outcome]));
  const brokenBy = ({ after }: Attempt) => prove(after, invariants)
    .filter(({ id, outcome }) => outcome !== before.get(id) && (outcome === ProofOutcome.REFUTED || before.get(id) === ProofOutcome.PROVED))
    .map(({ id }) => id);
  let accepted: Attempt | undefined;
  const add = (more: readonly Candidate[]): void => {
    const made = attempt([...accepted?.candidates ?? [], ...more]);
    const broken = brokenBy(made);
    if (broken.length === 0) accepted = made;
    else if (more.length === 1) missed.set(more[0], missedFlow(more[0].edge, breaking(broken)));
    else if (more.length > 1) {
      const half = more.length >> 1;
      add(more.slice(0, half));
      add(more.slice(half));
    }
  };
  add(all.candidates);
  const final = accepted ?? attempt([]);
  const judge = new ReplayJudge(final.after, 0);
  // rules of others may mean its pods, too
  return { accepted: final, missed: [...missed].filter(([{ edge }]) => judge.judge(edge).verdict !== 'allowed').map(([, flow]) => flow) };
}

function breaking(ids: readonly string[]): Refusal {
  return { why: [`it would break ${ids.map((id) => `\`${id}\``).join(', ')}`], deniedBy: [], forbiddenBy: [...ids] };
}

/** Candidates that the manifests of an attempt do not open. */
function failuresOf({ candidates, unopened, after }: Attempt): ReadonlyMap<Candidate, Refusal> {
  const judge = new ReplayJudge(after, 0);
  const found = new Map<Candidate, Refusal>();
  for (const candidate of unopened) found.set(candidate, { why: ['no labels tell its pods from others that nothing isolates'], deniedBy: [] });
  for (const candidate of candidates) {
    if (found.has(candidate)) continue;
    const { verdict, why, denies } = judge.judge(candidate.edge);
    if (verdict === 'allowed') continue;
    const rules = denies.flatMap(({ rules: deciding }) => deciding.filter(({ effect }) => effect !== 'allow'));
    found.set(candidate, why.length > 0 ? { why: [...why], deniedBy: [] } : { why: rules.length > 0 ? [] : ['it stays denied'], deniedBy: rules });
  }
  return found;
}
