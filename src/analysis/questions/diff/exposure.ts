import type { ReachabilityDiff } from '../../../results/diff';
import { exposureOf } from '../exposure/exposure';
import type { AnalysisSession } from '../../session/session';
import { diff } from './diff';

/** What is open to pods that do not exist yet, one line for each workload, direction and kind of representative pod. */
function exposureTexts(session: AnalysisSession): string[] {
  return exposureOf(session).lines.map(({ workload, direction, peers, traffic, isDefinite, who }) =>
    `${workload} ${direction === 'ingress' ? '<=' : '=>'} ${peers} : ${traffic}${isDefinite ? '' : ' (possibly)'}${who === '' ? '' : ` (${who})`}`);
}

/** What differs in a later state, what is open to pods that do not exist yet included. */
export function diffWithExposure(before: AnalysisSession, after: AnalysisSession): ReachabilityDiff {
  return diff(before, after, exposureTexts);
}
