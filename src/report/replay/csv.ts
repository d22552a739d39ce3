import { escapeCsv } from '../../text/escape';
import type { Replay } from '../../results/replay';
import { edgesOf } from '../../results/outcomes';
import { deniedLines } from './words';

const COLUMNS = ['status', 'source', 'destination', 'traffic', 'verdict', 'before', 'recorded', 'records', 'replies', 'connections', 'first', 'last', 'why', 'accepted', 'needs'];

/** Every edge, one a line. */
export function* renderReplayCsv(replay: Replay): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (const edge of edgesOf(replay)) {
    const why = [...deniedLines(edge), ...edge.why, ...edge.notes].join('; ');
    const cells = [
      edge.status, edge.source, edge.destination, edge.traffic, edge.verdict, edge.before ?? '', edge.recorded, String(edge.records), String(edge.replies),
      String(edge.connections), edge.first ?? '', edge.last ?? '', why, edge.ignored ?? '', edge.needs.map(({ kind, subject }) => `${kind} ${subject}`).join('; '),
    ];
    yield `${cells.map(escapeCsv).join(',')}\n`;
  }
}
