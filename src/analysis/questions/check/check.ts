import { assumedPods, check, INTERNAL_ERROR, LintRule, RULES } from '../../../lint';
import { Finding, formatPath, formatWitness, Position, positionOf, SEVERITIES, Severity } from '../../../model';
import { problemOf } from '../../../results/outcomes';
import type { RuleSeverity } from '../../../results/severity';
import type { CheckFinding, CheckResult } from '../../../results/check';
import { Traffic } from '../../../results/traffic';
import { cniNamed } from '../../session/profile-named';
import type { AnalysisSession } from '../../session/session';
import { constructBehind } from '../../session/construct-document';
import { acceptedBy, BaselineEntry } from './baseline';
import type { CheckConfig } from './config';
import { Fingerprints } from './fingerprint';
import type { Ignore } from './ignores';
import { notJudgedBy } from './not-judged';
import type { OwnRule } from './own-rule';
import { rulesWith } from './own-rules';
import { Suppressions } from './suppress';

/** Where a thing of the input comes from, beyond the manifest. */
export interface Provenance {
  readonly construct?: string;
  readonly source?: Position;
}

/** How a session is checked. */
export interface CheckSettings {
  readonly config: CheckConfig;
  /** Today, for ignores and baselines: `2027-01-31`. */
  readonly today: string;
  /** The name of the network plugin. @default - the one of the configuration; else the specification of the API */
  readonly cni?: string;
  /** @default RULES */
  readonly rules?: readonly LintRule[];
  /** Whether policies without workloads are judged by assumed pods; else the answer does not say what is not judged either. @default true */
  readonly assumePods?: boolean;
  /** Rules that do not come with the package. @default - none */
  readonly own?: readonly OwnRule[];
  /** Findings that were there before. @default - none */
  readonly baseline?: readonly BaselineEntry[];
  /** @default - nothing is known */
  readonly provenanceOf?: (finding: Finding) => Provenance;
  /** Ignores of constructs, by finding. @default - none */
  readonly ignoresOf?: (finding: Finding) => readonly Ignore[];
}

/** Runs the rules over a session, and leaves out what is off, ignored (in the manifests, too) or known. */
export function runCheck(session: AnalysisSession, settings: CheckSettings): CheckResult {
  const { config, today, own = [], baseline = [], assumePods = true, provenanceOf = () => ({}) } = settings;
  const name = settings.cni ?? config.cni;
  const cni = name === undefined ? undefined : cniNamed(name);
  const rules = rulesWith(settings.rules ?? RULES, own, session, cni);
  const { cluster, policies } = session.decoded;
  const input = { cluster, policies, ...(cni && { cni }) };
  const assumed = assumePods ? assumedPods(input) : undefined;
  const found = check(input, { rules, levels: config.levels, ...(assumed && { assumed }) });
  const suppressions = new Suppressions(settings, rules.map(({ id }) => id), session.source);
  const open = found.filter((finding) => finding.rule === INTERNAL_ERROR || !suppressions.cover(finding));
  const pages = new Map(rules.map(({ id, page }) => [id, page]));
  const prints = new Fingerprints();
  const all = [...open, ...suppressions.findings(found)].map((finding) =>
    reported(finding, prints.of(finding), provenanceOf(finding), pages.get(finding.rule)));
  const accepted = acceptedBy(baseline, today);
  const fresh = all.filter((finding) => finding.rule === INTERNAL_ERROR || !accepted(finding));
  const running = rules.filter(({ id }) => config.levels[id] !== 'off');
  const notJudged = assumePods ? notJudgedBy(running, session, assumed) : undefined;
  return {
    findings: fresh.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    problems: session.problems.map(problemOf),
    rules: running.map(({ id, severity, summary, why, page }) => {
      const level = config.levels[id] ?? severity;
      return { id, severity: level as RuleSeverity, summary, why, ...(page !== undefined && { page }) };
    }),
    known: all.length - fresh.length,
    ignored: found.length - open.length,
    ...(notJudged && { notJudged }),
  };
}

/** Whether a finding is as severe as a level, or more. */
export function isAtLeast(level: Severity | 'off', severity: Severity): boolean {
  return level !== 'off' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(level);
}

/** Whether a rule threw an error: the run is then not clean, whatever the levels are. */
export function hasRuleError({ findings }: CheckResult): boolean {
  return findings.some(({ rule }) => rule === INTERNAL_ERROR);
}

function reported(finding: Finding, fingerprint: string, { construct: known, source }: Provenance, page: string | undefined): CheckFinding {
  const { rule, severity, message, traffic, morePairs, cause, why, fix, subject, path, witness } = finding;
  const behind = constructBehind(finding.origin);
  const construct = behind?.construct ?? known;
  const place = behind === undefined ? positionOf(finding) : undefined;
  return {
    rule,
    severity: severity as RuleSeverity,
    message,
    ...(traffic && { traffic: Traffic._of(traffic) }),
    ...(morePairs !== undefined && { morePairs }),
    ...(cause !== undefined && { cause }),
    why,
    fix,
    subject,
    field: formatPath(path),
    ...(witness && { witness: formatWitness(witness) }),
    ...(place && { place }),
    ...(construct !== undefined && { construct }),
    ...(source && { source }),
    fingerprint,
    ...(page !== undefined && { page }),
  };
}
