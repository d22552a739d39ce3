import { loadText } from '../../../load';
import { SEVERITIES, Severity } from '../../../model';
import type { CheckFinding } from '../../../results/check';
import { day, described, list, named, object, oneOf, text } from '../../../schema';
import { readOwnFile, refuseProblems } from '../../own-files/read';
import { ABOUT_IGNORES } from './ignores';

/** A finding that was there before. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: string;
  readonly reason?: string;
  /** The last day on which it is accepted. */
  readonly until?: string;
}

const VERSION = 1;
const REWRITE = 'write it again with `netfence check --write-baseline`';

const ENTRY = named('entry', object({
  fingerprint: described(text({ blank: true }), 'What the finding is known by.'),
  rule: text({ blank: true }),
  severity: described(oneOf(SEVERITIES), 'A finding that is more severe now counts as new.'),
  subject: described(text({ blank: true }), 'The object.'),
  reason: described(text({ blank: true }), 'Why the finding is accepted.'),
  until: day(),
}, { required: { fingerprint: REWRITE, rule: REWRITE, severity: REWRITE, subject: REWRITE } }));

/** What a baseline file may be. */
export const BASELINE_SCHEMA = object({
  netfence: described(oneOf(['baseline'], { fix: REWRITE }), 'What tells the file from others.'),
  version: described(oneOf([VERSION], { fix: `this version of netfence reads no other; ${REWRITE}` }), 'The version of this format.'),
  findings: described(list(ENTRY), 'The findings that were there before.'),
}, { required: { netfence: REWRITE, version: REWRITE, findings: REWRITE } });

/** Reads a baseline file. */
export function readBaseline(content: string, file: string): readonly BaselineEntry[] {
  const { values, problems } = readOwnFile(BASELINE_SCHEMA, loadText(content, file), file, { code: 'bad-baseline', title: 'the baseline', fix: REWRITE, single: true });
  refuseProblems('bad-baseline', problems);
  return values.flatMap(({ findings }) => findings);
}

/** Whether a baseline can accept a finding: not what is said of ignores, so that none outlives its last day there. */
export function isAcceptable({ rule }: CheckFinding): boolean {
  return !ABOUT_IGNORES.includes(rule);
}

/** The text of a baseline file; reasons and last days of an earlier one are kept. */
export function writeBaseline(findings: readonly CheckFinding[], earlier: readonly BaselineEntry[] = []): string {
  const before = new Map(earlier.map((entry) => [entry.fingerprint, entry]));
  const entries = findings.map(({ fingerprint, rule, severity, subject }) => {
    const { reason, until } = before.get(fingerprint) ?? {};
    return { fingerprint, rule, severity, subject, ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) };
  });
  return `${JSON.stringify({ netfence: 'baseline', version: VERSION, findings: entries }, undefined, 2)}\n`;
}

/** Whether a finding is accepted: it was there, no less severe than now, and its day has not passed. */
export function acceptedBy(baseline: readonly BaselineEntry[], today: string): (finding: CheckFinding) => boolean {
  const known = new Map(baseline.filter(({ until }) => until === undefined || until >= today).map((entry) => [entry.fingerprint, entry]));
  return (finding) => {
    const entry = known.get(finding.fingerprint);
    return entry !== undefined && isAcceptable(finding) && SEVERITIES.indexOf(finding.severity) >= SEVERITIES.indexOf(entry.severity);
  };
}
