import { check } from '../../../lint';
import type { AdvisedFinding } from '../../../results/advice';
import type { RuleSeverity } from '../../../results/severity';
import type { AnalysisSession } from '../../session/session';

const known = new WeakMap<AnalysisSession, readonly AdvisedFinding[]>();

/** The errors and warnings of `netfence check` that a state has and another one has not. */
export function newFindings(before: AnalysisSession, after: AnalysisSession): AdvisedFinding[] {
  const found = findingsOf(after);
  if (found.length === 0) return [];
  const old = new Set(findingsOf(before).map(keyOf));
  return found.filter((finding) => !old.has(keyOf(finding)));
}

/** Each state is checked once. */
function findingsOf(session: AnalysisSession): readonly AdvisedFinding[] {
  let findings = known.get(session);
  if (findings === undefined) {
    const { cluster, policies } = session.decoded;
    findings = check({ cluster, policies }).filter(({ severity }) => severity !== 'info')
      .map(({ rule, severity, subject, message }) => ({ rule, severity: severity as RuleSeverity, subject, message }));
    known.set(session, findings);
  }
  return findings;
}

function keyOf({ rule, subject, message }: AdvisedFinding): string {
  return `${rule}\n${subject}\n${message}`;
}
