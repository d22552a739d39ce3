import type { Exposure } from '../../results/exposure';
import { renderJson } from '../json';
import { peersText, whoText } from './words';

/** One JSON object with everything. */
export function renderExposuresJson(lines: readonly Exposure[]): Iterable<string> {
  const exposure = lines.map((line) => ({ ...line, peers: peersText(line), isLimitedByPeers: undefined, who: whoText(line) }));
  return renderJson({ exposure });
}
