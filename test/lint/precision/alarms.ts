import { runCheck } from '../../../src/analysis/questions/check/check';
import type { AnalysisSession } from '../../../src/analysis/session/session';

/** An error or a warning. */
export interface Alarm {
  readonly rule: string;
  /** The object and its field: `NetworkPolicy shop/api spec.ingress[0]` */
  readonly place: string;
}

/** What `netfence check` reports as errors and warnings, each for itself. */
export function alarmsOf(session: AnalysisSession): Alarm[] {
  const { findings } = runCheck(session, { config: { levels: {}, ignores: [] }, today: '2026-01-01' });
  return findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, subject, field }) => ({ rule, place: field === '' ? subject : `${subject} ${field}` }));
}
