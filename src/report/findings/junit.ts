import { withFix } from '../../errors';
import type { CheckFinding, CheckResult } from '../../results/check';
import { renderJunit, type TestCase } from '../junit';
import { firstPlace, messageOf } from './finding';

const CLASS = 'netfence';

/** One test case a rule; its failure holds every finding of the rule that `fails`. The others are output of a case that passes. */
export function renderFindingsJunit({ findings, problems, rules }: CheckResult, fails: (finding: CheckFinding) => boolean): Iterable<string> {
  const byRule = new Map<string, CheckFinding[]>(rules.map(({ id }) => [id, []]));
  for (const finding of findings) byRule.set(finding.rule, [...byRule.get(finding.rule) ?? [], finding]);
  const misunderstood = problems.filter(({ isError }) => isError)
    .map(({ code, message, fix, position }) => `${position === undefined ? '' : `${position.file}:${position.line}: `}${code}: ${withFix(message, fix)}`);
  const input: TestCase = {
    classname: CLASS,
    name: 'the input is understood',
    ...(misunderstood.length > 0 && { error: { type: 'input', message: `${misunderstood.length} not understood`, lines: misunderstood } }),
  };
  const judged = [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, found]) => caseOf(rule, found, found.filter(fails)));
  return renderJunit('netfence check', [input, ...judged]);
}

function caseOf(rule: string, found: readonly CheckFinding[], failing: readonly CheckFinding[]): TestCase {
  return {
    classname: CLASS,
    name: rule,
    ...(failing.length > 0 && { failure: { type: failing[0].severity, message: `${failing.length} found`, lines: linesOf(failing) } }),
    output: linesOf(found.filter((finding) => !failing.includes(finding))),
  };
}

function linesOf(findings: readonly CheckFinding[]): string[] {
  return findings.flatMap((finding, i) => {
    const { severity, subject, field, construct, witness, why, fix } = finding;
    const place = firstPlace(finding);
    return [
      ...(i === 0 ? [] : ['']),
      `${place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `}${severity}: ${messageOf(finding)}`,
      `object: ${subject}${field === '' ? '' : ` ${field}`}`,
      ...(construct === undefined ? [] : [`construct: ${construct}`]),
      ...(witness === undefined ? [] : [`witness: ${witness}`]),
      `why: ${why}`,
      `fix: ${fix}`,
    ];
  });
}
