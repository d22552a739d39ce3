import { escapeCsv } from '../../text/escape';
import type { Edge } from '../../results/connections';

/** `src,dst,conn`; without `conn` where the list is about one connection. */
export function* renderCsv(edges: Iterable<Edge>, connection?: string): Generator<string> {
  yield connection === undefined ? 'src,dst,conn\n' : 'src,dst\n';
  for (const { source, destination, traffic } of edges) {
    const ends = `${escapeCsv(source.label)},${escapeCsv(destination.label)}`;
    yield connection === undefined ? `${ends},${escapeCsv(traffic.text)}\n` : `${ends}\n`;
  }
}
