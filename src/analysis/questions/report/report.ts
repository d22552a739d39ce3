import { fail } from '../../../errors';
import type { Problem } from '../../../model';
import { problemOf } from '../../../results/outcomes';
import type { Exposures } from '../../../results/exposures';
import type { Report, ReportCommit, ReportCover, ReportExposure, ReportInput } from '../../../results/report';
import type { RegisterRecord } from '../../../results/report-register';
import { dayOf } from '../../own-files/day';
import type { StatedFacts } from '../../facts/stated';
import type { Statement } from '../../invariants/statement';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';
import type { Replay } from '../../../results/replay';
import type { CheckConfig } from '../check/config';
import { NO_CONFIG } from '../check/config';
import { diffWithExposure } from '../diff/exposure';
import { exposureOf } from '../exposure/exposure';
import { statisticsOf, workloadsOf } from '../list/workloads';
import { replay } from '../replay/replay';
import { countIsolation, defaultsOf } from './defaults';
import { explanationsOf } from './explanations';
import { namespacePairs } from './namespace-pairs';
import { proofsOf } from './proofs';
import { registeredRules, type RuleFacts } from './register';
import { reviewOf } from './review';
import { ruleUses } from './rule-uses';
import { tierDefaults } from './tier-defaults';
import { zonesOf } from './zones';

/** The most lines of what is open to pods that do not exist yet. */
const MAX_EXPOSURE = 500;

/** What a report is made of, besides the manifests. */
interface ReportSettings {
  /** The day for which the report is made: `2027-01-31`. */
  readonly date: string;
  readonly version: string;
  /** @default 'Network policies' */
  readonly title?: string;
  /** The files, with their hashes. @default - none is known */
  readonly inputs?: readonly ReportInput[];
  readonly commit?: ReportCommit;
  /** @default - that of the rules as they are */
  readonly config?: CheckConfig;
  readonly statements?: readonly Statement[];
  /** The namespaces that the clauses of PCI DSS are about. @default - none */
  readonly zones?: readonly string[];
  /** Recorded traffic; its first session must be of the same input. */
  readonly traffic?: ResolvedTraffic;
  /** The state at the last review. */
  readonly old?: AnalysisSession;
  /** The state of the cluster. */
  readonly live?: AnalysisSession;
  /** Where the construct behind a policy stands in its app. @default - not known */
  readonly constructOf?: (policy: string) => string | undefined;
  /** The day on which a line of a file was changed last. @default - not known */
  readonly sinceOf?: RuleFacts['sinceOf'];
}

/**
 * All nine parts of a report: plain data, the same for the same input, day and version.
 *
 * @throws when the date is none, or a zone is no namespace of the input
 */
export function reportOf(session: AnalysisSession, settings: ReportSettings): Report {
  const { date, config = NO_CONFIG, statements = [], zones = [], traffic, old, live, constructOf, sinceOf } = settings;
  dayOf(date, 'a report');
  const workloads = workloadsOf(session);
  const absent = zones.find((zone) => !workloads.some(({ namespace }) => namespace === zone));
  if (absent !== undefined) fail('unknown-namespace', `the input has no pods in the namespace \`${absent}\``, 'name a namespace of the input');
  const { clauses, invariants } = proofsOf(session, statements, zones);
  const exposure: ReportExposure = workloads.length === 0
    ? { lines: [], notJudged: 'no workloads' }
    : asReport(exposureOf(session, { limit: MAX_EXPOSURE }));
  const judged = traffic && replay(traffic, { changes: 0 });
  const namespaces = namespacePairs(session);
  const zoneMatrix = zonesOf(session, { marked: zones, pairs: namespaces, ...(traffic && { traffic }) });
  return {
    cover: coverOf(session, settings, judged),
    isUnderstood: [session, old, live].every((one) => one?.understood !== false) && exposure.incomplete === undefined && isConclusive(judged),
    summary: { ...statisticsOf(session), ingress: countIsolation(workloads, 'ingress'), egress: countIsolation(workloads, 'egress') },
    zones: zoneMatrix,
    explanations: zoneMatrix.leftOut === undefined && zoneMatrix.coarse === undefined ? explanationsOf(session, zoneMatrix, namespaces.pairs) : [],
    constructs: constructsOf(session, constructOf),
    register: {
      rules: registeredRules(session, { ...(traffic && { useOf: ruleUses(traffic) }), ...(sinceOf && { sinceOf }) }),
      ...{ defaults: tierDefaults(session), namespaces },
      ...(judged && { record: recordOf(judged) }),
    },
    review: reviewOf(session, config, date, old && diffWithExposure(old, session)),
    clauses,
    invariants,
    defaults: defaultsOf(session, workloads),
    exposure,
    ...(live && { drift: diffWithExposure(session, live) }),
  };
}

function constructsOf(session: AnalysisSession, constructOf: ReportSettings['constructOf']): Record<string, string> {
  const labels = [...new Set(session.decoded.policies.map(({ origin }) => origin.label))].sort();
  return Object.fromEntries(labels.flatMap((label) => {
    const path = constructOf?.(label);
    return path === undefined ? [] : [[label, path]];
  }));
}

/** Pods that are assumed where there are none are no part of a report. */
function asReport({ notJudged: _, ...exposure }: Exposures): ReportExposure {
  return exposure;
}

function coverOf(session: AnalysisSession, settings: ReportSettings, judged: Replay | undefined): ReportCover {
  const { date, version, title = 'Network policies', inputs = [], commit, config, old, live } = settings;
  const { profile, facts, decoded: { ignored } } = session;
  const sessions = [session, old, live].filter((one) => one !== undefined);
  const problems = sessions.flatMap((one) => one.problems).sort((a, b) => rank(a) - rank(b));
  const records = judged === undefined ? [] : [
    ...judged.problems.map(({ what, count, file, line }) => (
      `${file}:${line}: a record was not understood: ${what}${count > 1 ? ` (${count} times)` : ''}`)),
    ...judged.uncertainties,
    ...judged.remarks,
  ];
  const modules = config?.notRun ?? [];
  return {
    ...{ title, date, version, agent: profile.name, agentSource: profile.source, inputs },
    ...(commit && { commit }),
    facts: factsStated(facts),
    problems: problems.map(problemOf),
    unknownKinds: [...ignored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, objects]) => ({ kind, objects })),
    remarks: [...records, ...modules.map((name) => `the rules of \`${name}\` were not run: a report runs the rules of this package`)],
  };
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}

function factsStated({ namespaces, ...others }: StatedFacts): ReportCover['facts'] {
  const single = Object.entries(others).flatMap(([field, fact]) => (fact === undefined ? [] : [{ field, source: fact.source.name }]));
  const named = [...namespaces ?? []].map(([name, { source }]) => ({ field: `namespaces.${name}`, source: source.name }));
  return [...single, ...named];
}

/** Whether the record, where there is one, was understood and fits the input. */
function isConclusive(judged: Replay | undefined): boolean {
  return judged === undefined || (judged.problems.length === 0 && judged.uncertainties.length === 0);
}

function recordOf({ coverage: { first, last, edges, unmapped }, denied, unknown }: Replay): RegisterRecord {
  return {
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...{ connections: edges, unmapped, denied: denied.length, unknown: unknown.length },
  };
}
