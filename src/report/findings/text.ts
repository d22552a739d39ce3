import type { Position } from '../../model';
import { escapeLog } from '../../text/escape';
import type { CheckFinding, CheckResult } from '../../results/check';
import { firstPlace, messageOf, summaryOf } from './finding';
import { alike, eachAlone, groupText, moreAlike, sameAdvice } from './alike';

/** A line of a file; nothing where it is not at hand. */
export type LineOf = (file: string, line: number) => string | undefined;

const MAX_WIDTH = 100;

/** Findings for people: what, where, why, the connection that shows it, and what to do. */
export function* renderFindings(report: CheckResult, lineOf: LineOf = () => undefined, all = false): Generator<string> {
  for (const group of all ? eachAlone(report.findings) : alike(report.findings, sameAdvice)) {
    yield* renderFinding(group.first, lineOf);
    const grouped = groupText(group);
    if (grouped !== undefined) yield `  ${escapeLog(grouped)}\n`;
    for (const other of group.others) yield* renderOther(other, group.first);
    if (group.more > 0) yield `  ${moreAlike(group)}\n`;
    yield '\n';
  }
  yield `${summaryOf(report)}\n`;
}

/** What sets a finding apart from the first of its group. */
function* renderOther(other: CheckFinding, first: CheckFinding): Generator<string> {
  const place = firstPlace(other);
  if (other.subject === first.subject && other.field === first.field && other.rule === first.rule) {
    yield `  also: ${escapeLog(messageOf(other))}\n`;
    if (other.witness !== undefined) yield `  witness: ${escapeLog(other.witness)}\n`;
    return;
  }
  const message = messageOf(other) === messageOf(first) ? '' : `: ${escapeLog(messageOf(other))}`;
  const rule = other.rule === first.rule ? '' : `${other.rule}: `;
  const at = place === undefined ? '' : `${placeText(place)}: `;
  const field = other.field === '' ? '' : ` ${escapeLog(other.field)}`;
  yield `  also: ${at}${rule}${escapeLog(other.subject)}${field}${message}\n`;
}

function* renderFinding(finding: CheckFinding, lineOf: LineOf): Generator<string> {
  const { severity, rule, subject, field, construct, witness, why, fix, source, place } = finding;
  const first = firstPlace(finding);
  yield `${first === undefined ? '' : `${placeText(first)}: `}${severity} ${rule}: ${escapeLog(messageOf(finding))}\n`;
  if (first !== undefined) yield* excerpt(first, lineOf);
  if (source !== undefined && place !== undefined) {
    yield `  written to ${placeText(place)}\n`;
    yield* excerpt(place, lineOf);
  }
  yield `  object: ${escapeLog(subject)}${field === '' ? '' : ` ${escapeLog(field)}`}\n`;
  if (construct !== undefined) yield `  construct: ${escapeLog(construct)}\n`;
  if (witness !== undefined) yield `  witness: ${escapeLog(witness)}\n`;
  yield `  why: ${escapeLog(why)}\n`;
  yield `  fix: ${escapeLog(fix)}\n`;
}

/** `file:line:column` */
function placeText({ file, line, column }: Position): string {
  return `${escapeLog(file)}:${line}:${column}`;
}

/** The line and a caret under the place; of a long line, what is around it. */
function* excerpt({ file, line, column }: Position, lineOf: LineOf): Generator<string> {
  const text = lineOf(file, line);
  if (text === undefined) return;
  const from = Math.max(0, Math.min(column - 1 - MAX_WIDTH / 2, text.length - MAX_WIDTH));
  const shown = (part: string) => escapeLog(part.replaceAll('\t', ' '));
  const before = `${from > 0 ? '…' : ''}${shown(text.slice(from, column - 1))}`;
  const after = shown(text.slice(column - 1, from + MAX_WIDTH));
  yield `  ${line} | ${before}${after}${from + MAX_WIDTH < text.length ? '…' : ''}\n`;
  yield `  ${' '.repeat(String(line).length)} | ${' '.repeat(before.length)}^\n`;
}
