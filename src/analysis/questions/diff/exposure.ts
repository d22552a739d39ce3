import { exposureOf } from '../exposure/exposure';
import type { Study } from '../../session/study';

/** What is open to pods that do not exist yet, one line a workload, direction and kind of stranger. */
export function exposureTexts(study: Study): string[] {
  return exposureOf(study).lines.map(({ workload, direction, peers, traffic, isSure, who }) =>
    `${workload} ${direction === 'ingress' ? '<=' : '=>'} ${peers} : ${traffic}${isSure ? '' : ' (perhaps)'}${who === '' ? '' : ` (${who})`}`);
}
