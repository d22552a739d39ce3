import { withFix } from '../../errors';
import type { Position, Severity } from '../../model';
import { escapeLinks, escapeText, inertJson } from '../../text/escape';
import type { CheckFinding, CheckResult, CheckedRule } from '../../results/check';
import { pageOf } from './finding';

/** GitHub shows no more of one run. */
export const MAX_RESULTS = 5000;
const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0, at most `MOST_RESULTS` results; a cut is a notification of the run.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function* renderSarif({ findings, problems, rules }: CheckResult, version: string): Generator<string> {
  const shown = findings.slice(0, MAX_RESULTS);
  const listed = rulesOf(rules, shown);
  const index = new Map(listed.map(({ id }, i) => [id, i]));
  const understood = !problems.some(({ isError }) => isError);
  const cut = findings.length - shown.length;
  const notifications = [
    ...(cut > 0 ? [{ level: 'warning', message: { text: `${cut} of ${findings.length} findings are left out: only the worst ${MAX_RESULTS} are listed` } }] : []),
    ...problems.slice(0, MAX_RESULTS).map(({ isError, code, message, fix, position }) => ({
      level: isError ? 'error' : 'warning',
      descriptor: { id: code },
      message: { text: escapeLinks(withFix(message, fix)) },
      ...(position && { locations: [location(position)] }),
    })),
  ];
  const driver = { name: 'netfence', version, informationUri: 'https://github.com/cdk8s-netfence/cdk8s-netfence', rules: listed.map(descriptor) };
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n';
  yield `"tool":${inertJson({ driver })},\n`;
  yield `"invocations":${inertJson([{ executionSuccessful: understood, toolExecutionNotifications: notifications }])},\n`;
  yield '"columnKind":"utf16CodeUnits","results":[';
  for (const [i, finding] of shown.entries()) yield `${i === 0 ? '\n' : ',\n'}${inertJson(result(finding, index.get(finding.rule)!))}`;
  yield '\n]}]}\n';
}

function rulesOf(rules: readonly CheckedRule[], findings: readonly CheckFinding[]): CheckedRule[] {
  const known = new Set(rules.map(({ id }) => id));
  const unregistered = findings.filter(({ rule }) => !known.has(rule));
  const others = new Map(unregistered.map(({ rule, severity, why }) => [rule, { id: rule, severity, summary: rule, why }]));
  return [...rules, ...others.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor({ id, severity, summary, why, page }: CheckedRule) {
  return {
    id,
    shortDescription: { text: escapeLinks(summary) },
    fullDescription: { text: escapeLinks(`${summary} ${why}`) },
    helpUri: pageOf({ rule: id, page }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: CheckFinding, ruleIndex: number) {
  const { rule, severity, message, why, fix, subject, field, witness, construct, source, place, fingerprint } = finding;
  const words = [message, ...(witness === undefined ? [] : [`witness: ${witness}`]), `why: ${why}`, `fix: ${fix}`].join('\n');
  const logical = [named(`${subject}${field === '' ? '' : ` ${field}`}`, 'resource'), ...(construct === undefined ? [] : [named(construct, 'object')])];
  const first = source ?? place;
  const related = source !== undefined && place !== undefined ? [{ ...location(place), id: 1, message: { text: 'the manifest that was written' } }] : [];
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    // line ends are the only controls that are meant
    message: { text: words.split('\n').map(escapeLinks).join('\n') },
    locations: [{ ...(first && location(first)), logicalLocations: logical }],
    ...(related.length > 0 && { relatedLocations: related }),
    partialFingerprints: { 'netfence/v1': fingerprint },
  };
}

function named(name: string, kind: string) {
  return { fullyQualifiedName: escapeLinks(name), kind };
}

function location({ file, line, column }: Position) {
  const uri = file === '-' ? 'stdin' : uriOf(file);
  const base = /^[a-z]+:/.test(uri) ? {} : { uriBaseId: '%SRCROOT%' };
  return { physicalLocation: { artifactLocation: { uri, ...base }, region: { startLine: line, startColumn: column } } };
}

/** A relative reference; a path from the root is a file address. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '').split('/').map((step) => encodeURIComponent(escapeText(step))).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
