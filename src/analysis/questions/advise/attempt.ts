import { readText } from '../../session/read';
import type { AnalysisSession } from '../../session/session';
import type { Grant } from './grant';
import { grantCovers, GrantContext, grantsOf, sidesOf } from './grants';
import { irredundant } from './irredundant';
import { AdvisedProgram, programOf } from './policies';
import { yamlOfProgram } from './program-yaml';
import type { Candidate } from './wanted';

/** The file name of an advice's manifests in messages. */
const SHOWN = 'advice.yaml';

/** One attempt: the program for some candidates, and the input with what it shows. */
export interface Attempt {
  readonly candidates: readonly Candidate[];
  readonly grants: readonly Grant[];
  readonly program: AdvisedProgram;
  readonly yaml: string;
  readonly after: AnalysisSession;
  /** Sides that no grant opens. */
  readonly unopened: readonly Candidate[];
}

/** What the program is written for, beside the grants. */
interface AttemptContext extends GrantContext {
  /** The input alone. */
  readonly session: AnalysisSession;
  readonly fences: readonly string[];
  readonly inside: boolean;
  readonly isDnsWished: boolean;
}

/** Writes a program that opens some candidates, as far as grants can. */
export function attemptOf(candidates: readonly Candidate[], context: AttemptContext): Attempt {
  const { session, base, fences, inside, dns, isDnsWished } = context;
  const sides = sidesOf(candidates);
  const grants = irredundant(grantsOf(sides, context), sides, base);
  const program = programOf(grants, { base: session, fences, inside, dns, isDnsWished });
  const yaml = yamlOfProgram(program);
  const unopened = sides.filter((side) => !grants.some((grant) => grantCovers(grant, side, base))).map(({ candidate }) => candidate);
  return { candidates, grants, program, yaml, after: together(session, yaml), unopened: [...new Set(unopened)] };
}

/** The input together with manifests, as if both were read from files. */
export function together(session: AnalysisSession, yaml: string): AnalysisSession {
  const { decoded, problems } = readText(yaml, SHOWN);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw new Error(`the manifests of an advice cannot be read: ${wrong.message}`);
  return session.withPolicies(decoded.policies);
}
