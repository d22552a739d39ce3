import { escapeXml } from '../../text/escape';
import { edgesOf, type Replay, type ReplayEdge } from '../../results/replay';
import { coverageLines, deniedLines, evidenceOf, STATUS_WORDS } from './words';

/** One test case an edge; what `fails` is a failure, what is unknown is skipped, and what was not understood is an error. */
export function* renderReplayJunit(result: Replay, fails: (edge: ReplayEdge) => boolean): Generator<string> {
  const { problems } = result;
  const edges = edgesOf(result);
  const failed = edges.filter(fails).length;
  const skipped = edges.filter((edge) => !fails(edge) && edge.status === 'unknown').length;
  const counts = `tests="${edges.length + 1}" failures="${failed}" errors="${problems.length === 0 ? 0 : 1}" skipped="${skipped}"`;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="netfence" ${counts}>\n  <testsuite name="netfence replay" ${counts}>\n`;
  yield '    <testcase classname="netfence" name="the record is understood">\n';
  if (problems.length > 0) {
    const words = problems.map(({ what, count, file, line }) => `${file}:${line}: ${count} × ${what}`);
    yield `      <error type="input" message="${problems.length} not understood">${words.map(escapeXml).join('\n')}</error>\n`;
  }
  yield `      <system-out>${coverageLines(result).map(escapeXml).join('\n')}</system-out>\n    </testcase>\n`;
  for (const edge of edges) yield* testCase(edge, fails(edge));
  yield '  </testsuite>\n</testsuites>\n';
}

function* testCase(edge: ReplayEdge, fails: boolean): Generator<string> {
  const { source, destination, traffic, status, why, notes } = edge;
  yield `    <testcase classname="${escapeXml(destination)}" name="${escapeXml(`${source} => ${destination} : ${traffic}`)}"`;
  const words = [evidenceOf(edge), ...deniedLines(edge), ...why, ...notes].map(escapeXml).join('\n');
  if (fails) yield `>\n      <failure type="${status}" message="${STATUS_WORDS[status]}">${words}</failure>\n    </testcase>\n`;
  else if (status === 'unknown') yield `>\n      <skipped message="${escapeXml(why.join('; '))}"/>\n    </testcase>\n`;
  else yield '/>\n';
}
