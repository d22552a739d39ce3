import type { ReachabilityDiff } from '../../../results/diff';
import { exposureOf } from '../exposure/exposure';
import type { AnalysisSession } from '../../session/session';
import { diff } from './diff';

/** What differs in a later state, what is open to pods that do not exist yet included. */
export function diffWithExposure(before: AnalysisSession, after: AnalysisSession): ReachabilityDiff {
  return diff(before, after, (session) => exposureOf(session, { assumePods: true }).lines);
}
