import type { ExposureChange, ReachabilityDiff } from '../../../results/diff';
import type { Exposure } from '../../../results/exposure';
import type { UnincludedExposure } from '../../../results/unincluded-exposure';
import { exposureOf } from '../exposure/exposure';
import type { AnalysisSession } from '../../session/session';
import { diff } from './diff';
import { exposureChanges, unincluded } from './exposure-changes';

const LINES = new WeakMap<AnalysisSession, readonly Exposure[]>();

/** Kept, for a check asks for them and for what differs. */
function linesOf(session: AnalysisSession): readonly Exposure[] {
  let lines = LINES.get(session);
  if (lines === undefined) LINES.set(session, (lines = exposureOf(session, { assumePods: true }).lines));
  return lines;
}

/** What differs in a later state, what is open to pods that do not exist yet included. */
export function diffWithExposure(before: AnalysisSession, after: AnalysisSession): ReachabilityDiff {
  return diff(before, after, linesOf);
}

/** What differs for pods that do not exist yet, alone. */
export function diffOfExposure(before: AnalysisSession, after: AnalysisSession): ExposureChange[] {
  return exposureChanges([before, after], linesOf(before), linesOf(after));
}

/** What is definitely open to pods that do not exist yet, and was not before. */
export function newlyExposed(before: AnalysisSession, after: AnalysisSession): UnincludedExposure[] {
  return unincluded(linesOf(after), linesOf(before), before).filter(({ exposure }) => exposure.isDefinite);
}
