import { escapeMarkdown } from '../../text/escape';
import type { Edge } from '../../results/connections';

/** A table of source, destination and traffic; without traffic where the list is about one connection. */
export function* renderMarkdown(edges: Iterable<Edge>, connection?: string): Generator<string> {
  yield connection === undefined ? '| src | dst | conn |\n|-----|-----|------|\n' : '| src | dst |\n|-----|-----|\n';
  for (const { source, destination, traffic } of edges) {
    const ends = `| ${escapeMarkdown(source.label)} | ${escapeMarkdown(destination.label)} |`;
    yield connection === undefined ? `${ends} ${traffic} |\n` : `${ends}\n`;
  }
}
