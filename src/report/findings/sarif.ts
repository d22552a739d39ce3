import { withFix } from '../../errors';
import type { Severity } from '../../model';
import type { CheckFinding, CheckResult, CheckedRule } from '../../results/check';
import { MAX_RESULTS, renderSarifRun, type SarifLevel, type SarifResult, type SarifRule } from '../sarif';
import { messageOf, pageOf } from './finding';

const LEVELS: Readonly<Record<Severity, SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings for code scanning; those that are left out need no rule. */
export function renderSarif({ findings, problems, rules }: CheckResult, version: string): Iterable<string> {
  const listed = rulesOf(rules, findings.slice(0, MAX_RESULTS));
  const index = new Map(listed.map(({ id }, i) => [id, i]));
  return renderSarifRun({
    version,
    rules: listed.map(sarifRule),
    understood: !problems.some(({ isError }) => isError),
    notifications: problems.map(({ isError, code, message, fix, position }) => ({ level: isError ? 'error' : 'warning', code, message: withFix(message, fix), place: position })),
    items: findings,
    resultOf: (finding) => sarifResult(finding, index.get(finding.rule)!),
    nouns: 'findings',
  });
}

function rulesOf(rules: readonly CheckedRule[], findings: readonly CheckFinding[]): CheckedRule[] {
  const known = new Set(rules.map(({ id }) => id));
  const unregistered = findings.filter(({ rule }) => !known.has(rule));
  const others = new Map(unregistered.map(({ rule, severity, why }) => [rule, { id: rule, severity, summary: rule, why }]));
  return [...rules, ...others.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sarifRule({ id, severity, summary, why, page }: CheckedRule): SarifRule {
  return { id, level: LEVELS[severity], summary, description: `${summary} ${why[0]?.toUpperCase() ?? ''}${why.slice(1)}`, page: pageOf({ rule: id, page }) };
}

function sarifResult(finding: CheckFinding, ruleIndex: number): SarifResult {
  const { severity, why, fix, subject, field, witness, construct, source, place, fingerprint } = finding;
  return {
    ruleIndex,
    level: LEVELS[severity],
    message: [messageOf(finding), ...(witness === undefined ? [] : [`witness: ${witness}`]), `why: ${why}`, `fix: ${fix}`].join('\n'),
    place: source ?? place,
    logical: [
      { name: `${subject}${field === '' ? '' : ` ${field}`}`, kind: 'resource' },
      ...(construct === undefined ? [] : [{ name: construct, kind: 'object' }]),
    ],
    related: source !== undefined && place !== undefined ? [{ place, message: 'the manifest that was written' }] : [],
    fingerprint,
  };
}
