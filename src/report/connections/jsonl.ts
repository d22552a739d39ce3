import { jsonLine } from '../../text/escape';
import type { VerdictLine } from '../../results/connections';

/** One JSON object a line. */
export function* renderJsonl(lines: Iterable<VerdictLine>): Generator<string> {
  for (const line of lines) yield `${jsonLine(line)}\n`;
}
