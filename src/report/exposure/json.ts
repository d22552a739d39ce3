import type { Exposure } from '../../results/exposure';
import { renderJson } from '../json';
import { peersText, whoText } from './words';

/** One JSON object with everything. */
export function renderExposuresJson(lines: readonly Exposure[]): Iterable<string> {
  return renderJson({ exposure: lines.map(exposureJson) });
}

/** One line as JSON shows it. */
export function exposureJson(line: Exposure): object {
  const inWords = { except: undefined, portNames: undefined, exceptPortNames: undefined, isLimitedByPeers: undefined };
  return { ...line, ...inWords, peers: peersText(line), who: whoText(line) };
}
