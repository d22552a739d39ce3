import { fail } from '../../../errors';
import { check, INTERNAL_ERROR, LintRule, RULES } from '../../../lint';
import { Finding, formatPath, formatWitness, Position, positionOf, SEVERITIES, Severity } from '../../../model';
import { Cni, CNIS } from '../../../profiles';
import { problemOf } from '../../../results/problem';
import type { RuleSeverity } from '../../../results/severity';
import type { CheckFinding, CheckResult } from '../../../results/check';
import { nearest } from '../../ends/ends';
import type { AnalysisSession } from '../../session/session';
import { constructBehind } from '../../session/construct-document';
import { acceptedBy, BaselineEntry } from './baseline';
import type { CheckConfig } from './config';
import { Fingerprints } from './fingerprint';
import type { Ignore } from './ignores';
import { Suppressions } from './suppress';

/** Where a thing of the input comes from, beyond the manifest. */
export interface Provenance {
  readonly construct?: string;
  readonly source?: Position;
}

export interface CheckSettings {
  readonly config: CheckConfig;
  readonly cni?: Cni;
  /** Of ignores and baselines: `2027-01-31`. */
  readonly today: string;
  /** @default RULES */
  readonly rules?: readonly LintRule[];
  readonly baseline?: readonly BaselineEntry[];
  /** The text of a manifest, for ignores in comments. @default - none */
  readonly textOf?: (file: string) => string | undefined;
  /** @default - nothing is known */
  readonly provenanceOf?: (finding: Finding) => Provenance;
  /** Ignores of constructs, by finding. @default - none */
  readonly ignoresOf?: (finding: Finding) => readonly Ignore[];
}

/** Runs the rules over a session, and leaves out what is off, ignored or known. */
export function checkSession(session: AnalysisSession, settings: CheckSettings): CheckResult {
  const { config, cni, today, rules = RULES, baseline = [], provenanceOf = () => ({}) } = settings;
  const { cluster, policies } = session.decoded;
  const found = check({ cluster, policies, ...(cni && { cni }) }, { rules, levels: config.levels });
  const suppressions = new Suppressions(settings, rules.map(({ id }) => id), session.source);
  const open = found.filter((finding) => finding.rule === INTERNAL_ERROR || !suppressions.cover(finding));
  const pages = new Map(rules.map(({ id, page }) => [id, page]));
  const prints = new Fingerprints();
  const all = [...open, ...suppressions.findings(found)].map((finding) =>
    reported(finding, prints.of(finding), provenanceOf(finding), pages.get(finding.rule)));
  const accepted = acceptedBy(baseline, today);
  const fresh = all.filter((finding) => finding.rule === INTERNAL_ERROR || !accepted(finding));
  return {
    findings: fresh.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    problems: session.problems.map(problemOf),
    rules: rules.filter(({ id }) => config.levels[id] !== 'off').map(({ id, severity, summary, why, page }) => {
      const level = config.levels[id] ?? severity;
      return { id, severity: level as RuleSeverity, summary, why, ...(page !== undefined && { page }) };
    }),
    known: all.length - fresh.length,
    ignored: found.length - open.length,
  };
}

/** Whether a finding is as severe as a level, or more. */
export function reaches(level: Severity | 'off', severity: Severity): boolean {
  return level !== 'off' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(level);
}

/** Whether a rule fell over: the run is not clean then, whatever the levels say. */
export function fellOver({ findings }: CheckResult): boolean {
  return findings.some(({ rule }) => rule === INTERNAL_ERROR);
}

/** The network plugin that a name means. */
export function cniNamed(name: string): Cni {
  const known = CNIS.get(name.toLowerCase());
  if (known !== undefined) return known;
  const names = [...CNIS.keys()];
  const near = nearest(name, names);
  return fail('unknown-cni', `no network plugin \`${name}\``, `${near === undefined ? '' : `did you mean \`${near}\`? `}known: ${names.join(', ')}`);
}

function reported(finding: Finding, fingerprint: string, { construct: known, source }: Provenance, page: string | undefined): CheckFinding {
  const { rule, severity, message, why, fix, subject, path, witness } = finding;
  const behind = constructBehind(finding.origin);
  const construct = behind?.construct ?? known;
  const place = behind === undefined ? positionOf(finding) : undefined;
  return {
    rule,
    severity: severity as RuleSeverity,
    message,
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
