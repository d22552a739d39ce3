import { AssumedPods, Engine, withAssumedPods } from '../../engine';
import { Cluster, Finding, Origin, formatPath, SEVERITIES, Severity } from '../../model';
import { LintContext, policiesRead } from './context';
import type { EngineFor, LintInput } from './input';
import { RULES } from './registry';
import type { LintRule, Report } from './rule';

/** Which rules run, with which levels, on which engine. */
export interface LintOptions {
  /** @default RULES */
  readonly rules?: readonly LintRule[];
  /** Rule id → level; `off` leaves the rule out. @default - what each rule says of each finding */
  readonly levels?: Readonly<Record<string, Severity | 'off'>>;
  /** @default - a new engine */
  readonly engineFor?: EngineFor;
  /** The pods by which policies without workloads are judged. @default - they are not */
  readonly assumed?: AssumedPods;
}

/** The id of the finding for a rule that threw an error: the check is not clean then. */
export const INTERNAL_ERROR = 'internal-error';

/** Runs the rules; total: a rule that throws becomes a finding. Sorted by severity, rule, subject and field. */
export function check(input: LintInput, options: LintOptions = {}): Finding[] {
  const { rules = RULES, levels = {}, engineFor = (wanted) => new Engine(wanted), assumed: pods } = options;
  const context = new LintContext(input, engineFor);
  const assumed = pods && assumedFor(input, pods, engineFor);
  const findings = rules.filter(({ id }) => levels[id] !== 'off').flatMap((rule) => {
    const level = levels[rule.id] as Severity | undefined;
    if (!rule.edge || input.cluster.workloads.length > 0) return run(rule, context, level);
    // an edge has a workload at one end at least
    const by = assumed?.(rule);
    if (by === undefined) return [];
    return run(rule, by.asked, level).filter(({ rule: id, origin }) => id === INTERNAL_ERROR || (origin !== undefined && by.judges(origin)));
  });
  const keyed = findings.map((finding) => ({ finding, key: sortKey(finding) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ finding }) => finding);
}

/** A pod for each selector of the policies that the agent reads, where the input has no workloads; `undefined` where there are too many selectors. */
export function assumedPods(input: LintInput): AssumedPods | undefined {
  return input.cluster.workloads.length > 0 ? undefined : withAssumedPods(input.cluster, policiesRead(input));
}

/** Whom a rule about edges asks where the input has no workloads, and of which objects it may then speak. */
function assumedFor(input: LintInput, pods: AssumedPods, engineFor: EngineFor) {
  const contextOf = (cluster: Cluster) => new LintContext({ ...input, cluster, assumesPods: true }, engineFor);
  const [ofSettled, ofAll] = [contextOf(pods.settled), contextOf(pods.all)];
  return ({ assumes }: LintRule): { readonly asked: LintContext; readonly judges: (origin: Origin) => boolean } | undefined => {
    if (assumes === undefined) return undefined;
    if (assumes === 'one rule' && pods.isAdditive) return { asked: ofAll, judges: () => true };
    if (assumes === 'all policies') return { asked: ofSettled, judges: (origin) => pods.settledPolicies.has(origin) };
    return { asked: ofAll, judges: (origin) => pods.ownSettledPolicies.has(origin) };
  };
}

function run(rule: LintRule, context: LintContext, level: Severity | undefined): Finding[] {
  try {
    return [...rule.check(context)].map((report) => findingOf(rule, report, level));
  } catch (error) {
    return [internalError(rule, error)];
  }
}

function findingOf(rule: LintRule, report: Report, level: Severity | undefined): Finding {
  if (rule.edge && report.witness === undefined) throw new Error(`rule ${rule.id} is about edges and reported none`);
  const { message, traffic, morePairs, cause, fix, origin, path, subject, witness } = report;
  return {
    rule: rule.id,
    severity: level ?? levelOf(report.severity ?? rule.severity, report),
    message,
    ...(traffic && { traffic }),
    ...(morePairs !== undefined && { morePairs }),
    ...(cause !== undefined && { cause }),
    why: rule.why,
    fix,
    subject: subject ?? origin?.label ?? '',
    ...(origin && { origin }),
    path: path ?? origin?.path ?? [],
    ...(witness && { witness }),
  };
}

/** What rests on something that is not declared is no error, unless a configuration says so: it must not end a synthesis. */
function levelOf(severity: Severity, { witness }: Report): Severity {
  const isAssumed = witness?.source.assumed === true || witness?.destination.assumed === true;
  return isAssumed && severity === 'error' ? 'warning' : severity;
}

function internalError(rule: LintRule, error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  return {
    rule: INTERNAL_ERROR,
    severity: 'error',
    message: `rule \`${rule.id}\` threw an error: ${text}`,
    why: 'the findings of this rule are unknown, so the check is not clean',
    fix: `report the error, and disable the rule until it is fixed: set \`${rule.id}\` to \`off\``,
    subject: `rule ${rule.id}`,
    path: [],
  };
}

function sortKey({ severity, rule, subject, path, message, traffic }: Finding): string[] {
  return [String(SEVERITIES.indexOf(severity)), rule, subject, formatPath(path), message, traffic?.key ?? ''];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const i = a.findIndex((text, at) => text !== b[at]);
  return i < 0 ? 0 : a[i] < b[i] ? -1 : 1;
}
