import type { ReportedFinding } from '../../report/findings';
import { escapeWords } from '../../report/findings-escape';

/** A finding in one line: rule, object, construct, what, why, the connection that shows it, and the fix. */
export function findingLine({ rule, subject, field, construct, message, why, witness, fix }: ReportedFinding): string {
  const object = `${subject}${field === '' ? '' : ` ${field}`}${construct === undefined ? '' : ` (${construct})`}`;
  const parts = [message, `why: ${why}`, ...(witness === undefined ? [] : [`witness: ${witness}`]), `fix: ${fix}`];
  return escapeWords(`[${rule}] ${object}: ${parts.join('; ')}`);
}
