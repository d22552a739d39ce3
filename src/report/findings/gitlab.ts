import { withFix } from '../../errors';
import { escapeLog, inertJson } from '../../text/escape';
import type { CheckResult } from '../../results/check';
import { firstPlace, messageOf } from './finding';

const SEVERITIES = { error: 'critical', warning: 'minor', info: 'info' } as const;

/**
 * A Code Quality report.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function* renderGitlab({ findings, problems }: CheckResult): Generator<string> {
  const input = problems.filter(({ isError }) => isError).map(({ code, message, fix, position }) =>
    entry(code, 'blocker', withFix(message, fix), `${code}:${position?.file}:${withFix(message, fix)}`, position));
  const found = findings.map((finding) => {
    const { rule, severity, subject, fingerprint } = finding;
    return entry(rule, SEVERITIES[severity], `${messageOf(finding)} (${subject})`, fingerprint, firstPlace(finding));
  });
  yield '[';
  for (const [i, text] of [...input, ...found].entries()) yield `${i === 0 ? '\n' : ',\n'}${text}`;
  yield '\n]\n';
}

function entry(rule: string, severity: string, description: string, fingerprint: string, place: { file: string; line: number } | undefined): string {
  const location = { path: place === undefined || place.file === '-' ? '.' : place.file, lines: { begin: place?.line ?? 1 } };
  return inertJson({ description: escapeLog(description), check_name: rule, fingerprint, severity, location });
}
