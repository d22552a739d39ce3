import { jsonLine } from '../../text/escape';
import type { Edge } from '../../results/connections';

/** A list of `{src, dst, conn}`; without `conn` where the list is about one connection. */
export function* renderJson(edges: Iterable<Edge>, connection?: string): Generator<string> {
  let before = '[\n';
  for (const { source, destination, traffic } of edges) {
    const conn = connection === undefined ? `,\n    "conn": ${jsonLine(traffic)}` : '';
    yield `${before}  {\n    "src": ${jsonLine(source.label)},\n    "dst": ${jsonLine(destination.label)}${conn}\n  }`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
