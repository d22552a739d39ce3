import { escapeText } from '../../text/escape';
import type { Edge } from '../../results/connections';

/** `source => destination : traffic`, one a line. About one `connection`: a title, and the ends alone. */
export function* renderTxt(edges: Iterable<Edge>, connection?: string): Generator<string> {
  if (connection !== undefined) yield `Permitted connections on ${connection}:\n`;
  for (const { source, destination, traffic } of edges) {
    const ends = `${escapeText(source.label)} => ${escapeText(destination.label)}`;
    yield connection === undefined ? `${ends} : ${traffic}\n` : `${ends}\n`;
  }
}
