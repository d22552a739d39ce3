import { exposureOf } from '../exposure/exposure';
import type { AnalysisSession } from '../../session/session';

/** What is open to pods that do not exist yet, one line a workload, direction and kind of stranger. */
export function exposureTexts(session: AnalysisSession): string[] {
  return exposureOf(session).lines.map(({ workload, direction, peers, traffic, isSure, who }) =>
    `${workload} ${direction === 'ingress' ? '<=' : '=>'} ${peers} : ${traffic}${isSure ? '' : ' (perhaps)'}${who === '' ? '' : ` (${who})`}`);
}
