import type { Exposure } from '../../results/exposure';
import { renderJson } from '../json';
import { peersText, whoText } from './words';

/** One JSON object with everything. */
export function renderExposuresJson(lines: readonly Exposure[]): Iterable<string> {
  const inWords = { except: undefined, portNames: undefined, exceptPortNames: undefined, isLimitedByPeers: undefined };
  const exposure = lines.map((line) => ({ ...line, ...inWords, peers: peersText(line), who: whoText(line) }));
  return renderJson({ exposure });
}
