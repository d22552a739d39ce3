import type { ReachabilityDiff } from '../../results/diff';
import { renderJson } from '../json';
import { endTexts, exposureChangeText } from './words';

/** One JSON object with everything. */
export function renderDiffJson(diff: ReachabilityDiff): Iterable<string> {
  return renderJson(diffJson(diff));
}

/** A diff as JSON shows it, with addresses as ranges, and what is open to pods that do not exist yet in words. */
export function diffJson(diff: ReachabilityDiff): object {
  const edges = diff.edges.map((edge) => ({ ...edge, ...endTexts(edge), addresses: undefined }));
  return { ...diff, edges, exposure: diff.exposure.map(exposureChangeText) };
}
