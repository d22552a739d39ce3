import type { CheckFinding, CheckResult } from '../../src/results/check';
import { RuleSeverity } from '../../src/results/severity';
import { renderFindingsJson } from '../../src/report/findings/json';
import { renderFindingsMarkdown } from '../../src/report/findings/markdown';
import { renderFindings } from '../../src/report/findings/text';
import { renderGithub } from '../../src/report/findings/github';
import { renderGitlab } from '../../src/report/findings/gitlab';
import { renderFindingsJunit } from '../../src/report/findings/junit';
import { renderSarif } from '../../src/report/findings/sarif';

/** A finding in which every text that input can reach is the given one. */
export function finding(text: string, more: Partial<CheckFinding> = {}): CheckFinding {
  return {
    rule: 'half-open-edge',
    severity: RuleSeverity.ERROR,
    message: `nobody admits \`${text}\``,
    why: text,
    fix: text,
    subject: text,
    field: text,
    witness: text,
    place: { file: text, line: 3, column: 5 },
    construct: text,
    source: { file: text, line: 7, column: 1 },
    fingerprint: 'f00d',
    ...more,
  };
}

export function reportOf(findings: CheckFinding[], problem?: string): CheckResult {
  const problems = problem === undefined ? [] : [{ code: 'broken-yaml', message: problem, isError: true, position: { file: problem, line: 1, column: 1 } }];
  return { findings, problems, rules: [{ id: 'half-open-edge', severity: RuleSeverity.WARNING, summary: 'An edge is open at one end only.', why: 'both ends must agree' }], known: 0, ignored: 0 };
}

export const FORMS: Readonly<Record<string, (report: CheckResult) => string>> = {
  txt: (report) => [...renderFindings(report, (file) => `  key: ${file}`)].join(''),
  json: (report) => [...renderFindingsJson(report)].join(''),
  sarif: (report) => [...renderSarif(report, '1.2.3')].join(''),
  junit: (report) => [...renderFindingsJunit(report, ({ severity }) => severity === 'error')].join(''),
  md: (report) => [...renderFindingsMarkdown(report)].join(''),
  github: (report) => [...renderGithub(report)].join(''),
  gitlab: (report) => [...renderGitlab(report)].join(''),
};
