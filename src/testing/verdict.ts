import type { AnalysisSession } from '../analysis';
import type { ExpectationResult } from '../results/expectation';
import { misunderstood } from './subject';
import { evidenceLines } from './words';

/** What both runners hand to a matcher, and what they take back. */
export interface Context {
  readonly isNot?: boolean;
}
export interface Result {
  readonly pass: boolean;
  message(): string;
}

/** Unknown satisfies neither a matcher nor its negation; nor does input that was not understood. */
export function verdict({ isNot = false }: Context, session: AnalysisSession, judged: ExpectationResult, what: string, why: () => string): Result {
  const wrong = misunderstood(session);
  const truth = wrong.length > 0 ? 'unknown' : judged.truth;
  const pass = truth === 'unknown' ? isNot : truth === 'yes';
  return {
    pass,
    message: () => [
      `expected ${isNot ? 'not: ' : ''}${what}`,
      ...(truth === 'unknown' ? [unknownWords(wrong)] : []),
      ...wrong.map((text) => `  ${text}`),
      ...(judged.evidence.length > 0 ? ['got', evidenceLines(judged.evidence)] : []),
      ...[why()].filter((text) => text !== '').map((text) => `\n${text}`),
    ].join('\n'),
  };
}

function unknownWords(wrong: readonly string[]): string {
  return wrong.length > 0
    ? 'but the input was not understood, so neither this nor its opposite is proven:'
    : 'but that is unknown, or so for some and not for others: neither this nor its opposite holds';
}
