import { withFix } from '../../errors';
import { escapeMarkdown } from '../../text/escape';
import type { CheckFinding, CheckResult } from '../../results/check';
import { andMore } from '../../text/lists';
import { firstPlace, messageOf, pageOf, summaryOf } from './finding';
import { alike, eachAlone, moreAlike, sameAdvice } from './alike';

/** What a job summary or a comment has room for. */
const MAX_ROWS = 500;
const SIGNS = { error: '🔴 error', warning: '🟠 warning', info: '🔵 info' } as const;

/** A heading and one table row a finding. */
export function* renderFindingsMarkdown(report: CheckResult, all = false): Generator<string> {
  const { findings, problems } = report;
  yield `### Network fences: ${summaryOf(report)}\n`;
  const misunderstood = problems.filter(({ isError }) => isError);
  if (misunderstood.length > 0) {
    yield `\n**Not fully understood**, so what is not found proves nothing: ${misunderstood.length} of the input's objects or files.\n`;
    yield '\n| where | what |\n|---|---|\n';
    for (const { message, fix, position } of misunderstood.slice(0, MAX_ROWS)) {
      yield `| ${position === undefined ? '' : cell(`${position.file}:${position.line}`)} | ${cell(withFix(message, fix))} |\n`;
    }
    if (misunderstood.length > MAX_ROWS) yield `| | ${andMore(misunderstood.length - MAX_ROWS)} |\n`;
  }
  if (findings.length === 0) return;
  yield '\n| | rule | where | what | witness | fix |\n|---|---|---|---|---|---|\n';
  let rows = 0;
  let told = 0;
  for (const group of all ? eachAlone(findings) : alike(findings, sameAdvice)) {
    if (rows >= MAX_ROWS) break;
    const shown = [group.first, ...group.others].slice(0, MAX_ROWS - rows);
    for (const finding of shown) yield row(finding);
    rows += shown.length;
    told += shown.length;
    if (group.more === 0 || rows >= MAX_ROWS) continue;
    yield `| | ${cell(group.first.rule)} | ${group.subjects.size === 1 ? cell(group.first.subject) : ''} | ${cell(moreAlike(group))} | | |\n`;
    rows++;
    told += group.more;
  }
  if (findings.length > told) yield `\n${andMore(findings.length - told, 'findings')}; the other formats have all of them.\n`;
}

function row(finding: CheckFinding): string {
  const { severity, rule, subject, field, construct, witness, fix } = finding;
  const place = firstPlace(finding);
  const where = [place === undefined ? '' : `${place.file}:${place.line}`, `${subject}${field === '' ? '' : ` ${field}`}`, construct ?? ''];
  const cells = [
    SIGNS[severity],
    `[${cell(rule)}](${pageOf(finding)})`,
    where.filter((text) => text !== '').map(cell).join('<br>'),
    cell(messageOf(finding)),
    cell(witness ?? ''),
    cell(fix),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/** Text of a cell; what stands between backticks is code, and nothing else is markup. */
function cell(text: string): string {
  return escapeMarkdown(text).replace(/\[/g, '&#91;').replace(/&#96;((?:(?!&#96;).)*)&#96;/g, '<code>$1</code>');
}
