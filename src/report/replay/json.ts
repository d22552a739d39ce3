import type { Replay, ReplayEdge } from '../../results/replay';
import { edgesOf } from '../../results/outcomes';
import { flowWords } from '../advice/words';
import { jsonLine } from '../../text/escape';

function edgeJson(edge: ReplayEdge) {
  const { change } = edge;
  return change === undefined ? edge : { ...edge, change: { ...change, opens: change.opens.map(flowWords) } };
}

/** One JSON object with everything, the edges in one list. */
export function* renderReplayJson(replay: Replay): Generator<string> {
  const { files, coverage, problems, remarks, compared } = replay;
  yield `${jsonLine({ files, edges: edgesOf(replay).map(edgeJson), coverage, problems, remarks, compared })}\n`;
}
