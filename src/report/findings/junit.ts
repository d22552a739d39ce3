import { withFix } from '../../errors';
import { escapeXml } from '../../text/escape';
import type { CheckFinding, CheckResult } from '../../results/check';
import { firstPlace } from './finding';

/** One test case a rule; its failure holds every finding of the rule. What is below `failOn` is output of a case that passes. */
export function* renderJunit({ findings, problems, rules }: CheckResult, fails: (finding: CheckFinding) => boolean): Generator<string> {
  const byRule = new Map<string, CheckFinding[]>(rules.map(({ id }) => [id, []]));
  for (const finding of findings) byRule.set(finding.rule, [...byRule.get(finding.rule) ?? [], finding]);
  const misunderstood = problems.filter(({ isError }) => isError);
  const failed = [...byRule.values()].filter((list) => list.some(fails)).length;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="netfence" tests="${byRule.size + 1}" failures="${failed}" errors="${misunderstood.length === 0 ? 0 : 1}">\n`;
  yield `  <testsuite name="netfence check" tests="${byRule.size + 1}" failures="${failed}" errors="${misunderstood.length === 0 ? 0 : 1}">\n`;
  yield '    <testcase classname="netfence" name="the input is understood"';
  const words = misunderstood.map(({ code, message, fix, position }) => `${position === undefined ? '' : `${position.file}:${position.line}: `}${code}: ${withFix(message, fix)}`);
  yield words.length === 0 ? '/>\n' : `>\n      <error type="input" message="${words.length} not understood">${words.map(escapeXml).join('\n')}</error>\n    </testcase>\n`;
  for (const [rule, found] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) yield* testCase(rule, found, found.filter(fails));
  yield '  </testsuite>\n</testsuites>\n';
}

function* testCase(rule: string, found: readonly CheckFinding[], failing: readonly CheckFinding[]): Generator<string> {
  yield `    <testcase classname="netfence" name="${escapeXml(rule)}"`;
  if (found.length === 0) {
    yield '/>\n';
    return;
  }
  yield '>\n';
  if (failing.length > 0) yield `      <failure type="${failing[0].severity}" message="${failing.length} found">${textOf(failing)}</failure>\n`;
  const passing = found.filter((finding) => !failing.includes(finding));
  if (passing.length > 0) yield `      <system-out>${textOf(passing)}</system-out>\n`;
  yield '    </testcase>\n';
}

function textOf(findings: readonly CheckFinding[]): string {
  return findings.map((finding) => {
    const { severity, message, subject, field, construct, witness, why, fix } = finding;
    const place = firstPlace(finding);
    return [
      `${place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `}${severity}: ${message}`,
      `object: ${subject}${field === '' ? '' : ` ${field}`}`,
      ...(construct === undefined ? [] : [`construct: ${construct}`]),
      ...(witness === undefined ? [] : [`witness: ${witness}`]),
      `why: ${why}`,
      `fix: ${fix}`,
    ].map(escapeXml).join('\n');
  }).join('\n\n');
}
