import type { CheckFinding } from '../../results/check';
import { escapeLog } from '../../text/escape';
import { alike, moreAlike } from './alike';
import { messageOf } from './finding';

/** Findings in a line each; of those that are alike a few, and how many more there are. */
export function findingLines(findings: readonly CheckFinding[]): string[] {
  return alike(findings).flatMap((group) => {
    const { first, others, more } = group;
    return [...[first, ...others].map(findingLine), ...(more === 0 ? [] : [`[${first.rule}] ${escapeLog(first.subject)}: ${moreAlike(group)}`])];
  });
}

/** A finding in one line: rule, object, construct, what, why, the connection that shows it, and the fix. */
function findingLine(finding: CheckFinding): string {
  const { rule, subject, field, construct, why, witness, fix } = finding;
  const object = `${subject}${field === '' ? '' : ` ${field}`}${construct === undefined ? '' : ` (${construct})`}`;
  const parts = [messageOf(finding), `why: ${why}`, ...(witness === undefined ? [] : [`witness: ${witness}`]), `fix: ${fix}`];
  return escapeLog(`[${rule}] ${object}: ${parts.join('; ')}`);
}
