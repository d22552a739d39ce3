import type { ChangedEdges, ReachabilityDiff } from '../../results/diff';
import { OutsideEnd } from '../../results/enums';
import { endsOf, endTexts, summaryOf } from '../diff/words';
import { alone, type PictureOptions } from './alone';
import type { Drawing } from './drawing';
import { fewLines, type NamedEnd, type NamedLine } from './few-lines';

/** What a change opens and closes, as a picture. */
export function* renderDiffSvg(diff: ReachabilityDiff, options: PictureOptions): Generator<string> {
  yield alone(diffDrawing(diff), options);
}

/** The changed connections. */
export function diffDrawing(diff: ReachabilityDiff): Drawing {
  return fewLines(`Changed connections: ${summaryOf(diff)}`, diff.edges.flatMap(linesOf), 'netfence diff -o report');
}

function linesOf(edge: ChangedEdges): NamedLine[] {
  const { sources, destinations } = endTexts(edge);
  const end = (texts: readonly string[], isOutside: boolean): NamedEnd => (
    { label: endsOf(texts, (text) => text, 1), shape: isOutside ? 'outside' : 'inside' });
  const from = end(sources, edge.outside === OutsideEnd.SOURCE);
  const to = edge.withinWorkloads ? from : end(destinations, edge.outside === OutsideEnd.DESTINATION);
  const { opened, closed, possiblyOpened, possiblyClosed } = edge;
  const all = [
    ['opened', opened, ''], ['closed', closed, ''], ['unknown', possiblyOpened, 'opened: '], ['unknown', possiblyClosed, 'closed: '],
  ] as const;
  const lines = all.filter(([, traffic]) => !traffic.isEmpty).map(([state, traffic, word]): NamedLine => (
    { from, to, state, text: `${word}${traffic.text}` }));
  return lines.length > 0 ? lines : [{ from, to, state: 'unknown', text: 'other unknown part, or other reasons' }];
}
