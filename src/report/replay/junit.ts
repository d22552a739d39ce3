import type { Replay, ReplayEdge } from '../../results/replay';
import { edgesOf } from '../../results/outcomes';
import { renderJunit, type TestCase } from '../junit';
import { needsLine } from '../needed-facts';
import { coverageLines, deniedLines, evidenceOf, STATUS_WORDS } from './words';

/** One test case an edge; what `fails` is a failure, what is unknown is skipped, and what was not understood is an error. */
export function renderReplayJunit(result: Replay, fails: (edge: ReplayEdge) => boolean): Iterable<string> {
  const { problems } = result;
  const lines = problems.map(({ what, count, file, line }) => `${file}:${line}: ${count} × ${what}`);
  const record: TestCase = {
    classname: 'netfence',
    name: 'the record is understood',
    ...(lines.length > 0 && { error: { type: 'input', message: `${lines.length} not understood`, lines } }),
    output: coverageLines(result),
  };
  return renderJunit('netfence replay', [record, ...edgesOf(result).map((edge) => caseOf(edge, fails(edge)))], true);
}

function caseOf(edge: ReplayEdge, fails: boolean): TestCase {
  const { source, destination, traffic, status, why, needs, notes } = edge;
  const lines = [evidenceOf(edge), ...deniedLines(edge), ...why, ...notes];
  return {
    classname: destination,
    name: `${source} => ${destination} : ${traffic}`,
    ...(fails && { failure: { type: status, message: STATUS_WORDS[status], lines } }),
    ...(!fails && status === 'unknown' && { skipped: [...why, needsLine(needs) ?? ''].filter((text) => text !== '').join('; ') }),
  };
}
