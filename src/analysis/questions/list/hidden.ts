import type { HiddenPairs } from '../../../results/hidden-pairs';
import type { AnalysisSession } from '../../session/session';
import { countedPairs, Differences } from './counted-pairs';

/** What a compatible form leaves out, and what it shows although it is not certain. */
export function hiddenPairs(session: AnalysisSession): HiddenPairs {
  const found = { unknown: 0, allowed: 0, more: 0, less: 0 };
  const reasons = new Map<string, number>();
  for (const { pairs, differences, causes } of countedPairs(session, 'misshown')) {
    for (const kind of Object.keys(found) as (keyof Differences)[]) if (differences[kind]) found[kind] += pairs;
    for (const { reason } of causes) reasons.set(reason, (reasons.get(reason) ?? 0) + pairs);
  }
  return { ...found, reasons };
}
