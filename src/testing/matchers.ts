import { endsNamed, Exception, isolated, Judged, only, reaches } from '../analysis/expectations';
import { findEnd } from '../analysis/ends';
import type { Study } from '../analysis/study';
import { renderFindings } from '../report/findings-text';
import { FindingsOptions, findingsOf } from './findings';
import { JudgingOptions, misunderstood, studyOfSubject } from './subject';
import { reachabilityTable } from './table';
import { evidenceLines, explanation } from './words';

/** What both runners hand to a matcher, and what they take back. */
interface Context {
  readonly isNot?: boolean;
}
interface Result {
  readonly pass: boolean;
  message(): string;
}

/** How a table is compared with the one of the run before: the runner's own snapshots. */
export type Snapshot = (text: string, ...hint: readonly string[]) => void;

export interface TableOptions extends JudgingOptions {
  /**
   * The workloads that the table is about.
   * @default - all
   */
  readonly workloads?: readonly string[];
}

/** The matchers for `expect.extend`. */
export function matchers(snapshot: Snapshot) {
  return {
    toReach(this: Context, received: unknown, source: string, destination: string, traffic?: string, options: JudgingOptions = {}): Result {
      const study = studyOfSubject(received, options);
      const judged = reaches(study, endsNamed(study, source), endsNamed(study, destination), traffic);
      const what = `${source} to reach ${destination}${traffic === undefined ? '' : ` on ${traffic}`}`;
      return verdict(this, study, judged, what, () => explanation(study, judged, this.isNot ? 'denied' : 'allowed', traffic));
    },

    toBeIsolatedFrom(this: Context, received: unknown, some: string, others: string, options: JudgingOptions = {}): Result {
      const study = studyOfSubject(received, options);
      const judged = isolated(study, endsNamed(study, some), endsNamed(study, others));
      return verdict(this, study, judged, `${some} to be isolated from ${others}, in both directions`, () => explanation(study, judged, 'denied'));
    },

    toOnlyReach(this: Context, received: unknown, source: string, exceptions: readonly Exception[], options: JudgingOptions = {}): Result {
      const study = studyOfSubject(received, options);
      const judged = only(study, 'egress', findEnd(study, source), exceptions);
      return verdict(this, study, judged, `${source} to reach only ${named(exceptions)}`, () => explanation(study, judged, 'denied'));
    },

    toBlockAllExcept(this: Context, received: unknown, destination: string, exceptions: readonly Exception[], options: JudgingOptions = {}): Result {
      const study = studyOfSubject(received, options);
      const judged = only(study, 'ingress', findEnd(study, destination), exceptions);
      return verdict(this, study, judged, `${destination} to block all except ${named(exceptions)}`, () => explanation(study, judged, 'denied'));
    },

    toHaveNoFindings(this: Context, received: unknown, options: FindingsOptions = {}): Result {
      const report = findingsOf(received, options);
      const { findings, problems } = report;
      const wrong = problems.filter(({ severity }) => severity === 'error');
      // a rule that fell over, or input that was not understood, is no proof that there is nothing to find
      const pass = findings.length === 0 && wrong.length === 0;
      return {
        pass,
        message: () => (pass
          ? 'expected findings, and there are none'
          : [...wrong.map(({ message }) => `not understood: ${message}\n`), ...renderFindings(report)].join('').trimEnd()),
      };
    },

    toMatchReachability(this: Context, received: unknown, hint?: string, options: TableOptions = {}): Result {
      if (this.isNot) throw new Error('`.not.toMatchReachability` says nothing: every other table would do; state what must not be reached with `.not.toReach`');
      const study = studyOfSubject(received, options);
      const wrong = misunderstood(study);
      if (wrong.length > 0) return { pass: false, message: () => `the input was not understood:\n${wrong.join('\n')}` };
      try {
        snapshot(`\n${reachabilityTable(study, options.workloads)}\n`, ...(hint === undefined ? [] : [hint]));
        return { pass: true, message: () => '' };
      } catch (error) {
        return { pass: false, message: () => (error as Error).message };
      }
    },
  };
}

/** Unknown satisfies neither a matcher nor its negation; nor does input that was not understood. */
function verdict({ isNot = false }: Context, study: Study, judged: Judged, what: string, why: () => string): Result {
  const wrong = misunderstood(study);
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

function named(exceptions: readonly Exception[]): string {
  return exceptions.length === 0 ? 'nobody' : exceptions.map((exception) => (typeof exception === 'string' ? exception : exception.join(' '))).join(', ');
}
