import { edgesOf, type Replay } from '../../results/replay';
import { jsonLine } from '../../text/escape';

/** One JSON object with everything, the edges in one list. */
export function* renderReplayJson(replay: Replay): Generator<string> {
  const { files, coverage, problems, remarks, compared } = replay;
  yield `${jsonLine({ files, edges: edgesOf(replay), coverage, problems, remarks, compared })}\n`;
}
