import { withFix } from '../errors';
import { endsNamed, Exception, expectIsolated as isolated, expectOnly as only, expectReach as reaches, findEnd } from '../analysis';
import { renderFindings } from '../report/findings/text';
import { FindingsOptions, findingsOf } from './findings';
import { JudgingOptions, misunderstood, sessionOfSubject } from './subject';
import { reachabilityTable } from './table';
import { AdmittingOptions, flowsAdmitted } from './flows';
import { invariantsHold, ProvingOptions, Statable } from './proofs';
import { Context, Result, verdict } from './verdict';
import { explanation } from './words';

/** How a table is compared with the one of the run before: the runner's own snapshots. */
export type Snapshot = (text: string, ...hint: readonly string[]) => void;

export interface TableOptions extends JudgingOptions {
  /**
   * The workloads that the table is about.
   * @default - all
   */
  readonly workloads?: readonly string[];
}

type Predicate = (received: unknown) => boolean;

/** The matchers for `expect.extend`. */
export function matchers(snapshot: Snapshot) {
  return {
    toReach(this: Context, received: unknown, source: string, destination: string, traffic?: string, options: JudgingOptions = {}): Result {
      const session = sessionOfSubject(received, options);
      const judged = reaches(session, endsNamed(session, source), endsNamed(session, destination), traffic);
      const what = `${source} to reach ${destination}${traffic === undefined ? '' : ` on ${traffic}`}`;
      return verdict(this, session, judged, what, () => explanation(session, judged, this.isNot ? 'denied' : 'allowed', traffic));
    },

    toBeIsolatedFrom(this: Context, received: unknown, some: string, others: string, options: JudgingOptions = {}): Result {
      const session = sessionOfSubject(received, options);
      const judged = isolated(session, endsNamed(session, some), endsNamed(session, others));
      return verdict(this, session, judged, `${some} to be isolated from ${others}, in both directions`, () => explanation(session, judged, 'denied'));
    },

    toOnlyReach(this: Context, received: unknown, source: string, exceptions: readonly Exception[], options: JudgingOptions = {}): Result {
      const session = sessionOfSubject(received, options);
      const judged = only(session, 'egress', findEnd(session, source), exceptions);
      return verdict(this, session, judged, `${source} to reach only ${named(exceptions)}`, () => explanation(session, judged, 'denied'));
    },

    toBlockAllExcept(this: Context, received: unknown, destination: string, exceptions: readonly Exception[], options: JudgingOptions = {}): Result {
      const session = sessionOfSubject(received, options);
      const judged = only(session, 'ingress', findEnd(session, destination), exceptions);
      return verdict(this, session, judged, `${destination} to block all except ${named(exceptions)}`, () => explanation(session, judged, 'denied'));
    },

    toSatisfyInvariants(this: Context, received: unknown, invariants: Statable | readonly Statable[], options: ProvingOptions = {}): Result {
      return invariantsHold(this, sessionOfSubject(received, options), [invariants].flat(), options);
    },

    toSatisfy(this: Context, received: unknown, stated: Statable | readonly Statable[] | Predicate, options: ProvingOptions | string = {}): Result {
      if (typeof stated === 'function' || typeof options === 'string') return satisfied(received, stated as Predicate, options);
      return invariantsHold(this, sessionOfSubject(received, options), [stated].flat(), options);
    },

    toAdmitFlows(this: Context, received: unknown, flows: string | readonly string[], options: AdmittingOptions = {}): Result {
      return flowsAdmitted(this, sessionOfSubject(received, options), [flows].flat(), options);
    },

    toHaveNoFindings(this: Context, received: unknown, options: FindingsOptions = {}): Result {
      const report = findingsOf(received, options);
      const { findings, problems } = report;
      const wrong = problems.filter(({ isError }) => isError);
      // a rule that threw an error, or input with errors, proves nothing
      const pass = findings.length === 0 && wrong.length === 0;
      return {
        pass,
        message: () => (pass
          ? 'expected findings, and there are none'
          : [...wrong.map(({ message, fix }) => `not understood: ${withFix(message, fix)}\n`), ...renderFindings(report)].join('').trimEnd()),
      };
    },

    toMatchReachability(this: Context, received: unknown, hint?: string, options: TableOptions = {}): Result {
      if (this.isNot) throw new Error('`.not.toMatchReachability` states nothing, because every other table would pass; state what must not be reached with `.not.toReach`');
      const session = sessionOfSubject(received, options);
      const wrong = misunderstood(session);
      if (wrong.length > 0) return { pass: false, message: () => `the input was not understood:\n${wrong.join('\n')}` };
      try {
        snapshot(`\n${reachabilityTable(session, options.workloads)}\n`, ...(hint === undefined ? [] : [hint]));
        return { pass: true, message: () => '' };
      } catch (error) {
        return { pass: false, message: () => (error as Error).message };
      }
    },
  };
}

/** What other libraries mean by `toSatisfy`. */
function satisfied(received: unknown, predicate: Predicate, message: unknown): Result {
  const pass = predicate(received);
  return { pass, message: () => (typeof message === 'string' ? message : `expected the predicate to say ${pass ? 'no' : 'yes'}`) };
}

function named(exceptions: readonly Exception[]): string {
  return exceptions.length === 0 ? 'no peer' : exceptions.map((exception) => (typeof exception === 'string' ? exception : exception.join(' '))).join(', ');
}
