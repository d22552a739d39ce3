import type { CheckFinding } from '../../results/check';
import { escapeLog } from '../../text/escape';
import { alike, moreAlike, sameField } from './alike';
import { messageOf } from './finding';

/** A line about a finding, and the path of the construct that it is about, where one is known. */
interface FindingLine {
  readonly text: string;
  readonly construct?: string;
}

/** Findings in a line each; of those that are alike a few, and how many more there are. */
export function findingLines(findings: readonly CheckFinding[]): FindingLine[] {
  return alike(findings, sameField).flatMap((group) => {
    const { first, others, more } = group;
    const about = (text: string, { construct }: CheckFinding) => ({ text, ...(construct !== undefined && { construct }) });
    const rest = more === 0 ? [] : [about(`[${first.rule}] ${escapeLog(first.subject)}: ${moreAlike(group)}`, first)];
    return [...[first, ...others].map((finding) => about(findingLine(finding), finding)), ...rest];
  });
}

/** A finding in one line: rule, object, construct, what, why, the connection that shows it, and the fix. */
function findingLine(finding: CheckFinding): string {
  const { rule, subject, field, construct, why, witness, fix } = finding;
  const object = `${subject}${field === '' ? '' : ` ${field}`}${construct === undefined ? '' : ` (${construct})`}`;
  const parts = [messageOf(finding), `why: ${why}`, ...(witness === undefined ? [] : [`witness: ${witness}`]), `fix: ${fix}`];
  return escapeLog(`[${rule}] ${object}: ${parts.join('; ')}`);
}
