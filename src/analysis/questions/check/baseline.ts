import { fail } from '../../../errors';
import { SEVERITIES, Severity } from '../../../model';
import type { CheckFinding } from '../../../results/check';
import { dayProblem } from './ignores';

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

/** Reads a baseline file. */
export function readBaseline(text: string, file: string): BaselineEntry[] {
  const bad = (what: string) => fail('bad-baseline', `\`${file}\` ${what}; write it again with \`netfence check --baseline ${file} --write-baseline\``);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad('is not JSON');
  }
  const { netfence, version, findings } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (netfence !== 'baseline') return bad('is no baseline of netfence');
  if (version !== VERSION) return bad(`is a baseline of version ${JSON.stringify(version) ?? 'none'}, and this netfence reads version ${VERSION}`);
  if (!Array.isArray(findings)) return bad('lists no findings');
  return findings.map((entry: unknown, i) => isEntry(entry) ? entry : bad(`has an entry that is none, \`findings[${i}]\``));
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { fingerprint, rule, severity, subject, reason, until } = value as Record<string, unknown>;
  return typeof fingerprint === 'string' && typeof rule === 'string' && typeof subject === 'string' && SEVERITIES.includes(severity as Severity) &&
    (reason === undefined || typeof reason === 'string') && (until === undefined || (typeof until === 'string' && dayProblem(until) === undefined));
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
  return ({ fingerprint, severity }) => {
    const entry = known.get(fingerprint);
    return entry !== undefined && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(entry.severity);
  };
}
