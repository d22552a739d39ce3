import type { ReachabilityDiff } from '../../results/diff';
import { renderJson } from '../json';
import { exposureChangeText } from './words';

/** One JSON object with everything. */
export function renderDiffJson(diff: ReachabilityDiff): Iterable<string> {
  return renderJson(diffJson(diff));
}

/** A diff as JSON shows it, what is open to pods that do not exist yet in words. */
export function diffJson(diff: ReachabilityDiff): object {
  return { ...diff, exposure: diff.exposure.map(exposureChangeText) };
}
