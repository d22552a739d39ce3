import { jsonLine } from '../../text/escape';
import type { JudgedEnd, VerdictLine } from '../../results/connections';

/** One JSON object a line. */
export function* renderJsonl(lines: Iterable<VerdictLine>): Generator<string> {
  for (const line of lines) yield `${jsonLine({ ...line, source: endJson(line.source), destination: endJson(line.destination) })}\n`;
}

function endJson(end: JudgedEnd): unknown {
  return typeof end === 'string' ? end : { addresses: end.addresses.ranges };
}
