import { escapeDot } from '../../text/escape';
import type { Edge, EdgeEnd } from '../../results/connections';

/** A graph with a frame for each namespace; `ends` are its nodes, with or without edges. About one connection, its name is on each edge. */
export function* renderDot(edges: Iterable<Edge>, ends: Iterable<EdgeEnd>, connection?: string): Generator<string> {
  yield 'digraph {\n';
  const frames = new Map<string, string[]>();
  const outside: string[] = [];
  for (const end of ends) {
    if (end.namespace === undefined) outside.push(node('\t', end));
    else if (frames.has(end.namespace)) frames.get(end.namespace)!.push(node('\t\t', end));
    else frames.set(end.namespace, [node('\t\t', end)]);
  }
  for (const namespace of [...frames.keys()].sort()) {
    const title = `${namespace}[namespace]`;
    yield `\tsubgraph ${escapeDot(`cluster_${title}`)} {\n\t\tcolor="black"\n\t\tfontcolor="black"\n`;
    yield* frames.get(namespace)!.sort();
    yield `\t\tlabel=${escapeDot(title)}\n\t}\n`;
  }
  yield* outside.sort();
  for (const { source, destination, traffic } of edges) {
    // the heavier of both directions pulls the graph one way
    const weight = source.label > destination.label ? '1' : '0.5';
    const style = `label=${escapeDot(connection ?? traffic.text)} color="gold2" fontcolor="darkgreen" weight=${weight}`;
    yield `\t${escapeDot(source.label)} -> ${escapeDot(destination.label)} [${style}]\n`;
  }
  yield '}\n';
}

function node(indent: string, end: EdgeEnd): string {
  const color = end.type === 'outside' ? 'red2' : 'blue';
  return `${indent}${escapeDot(end.label)} [label=${escapeDot(end.short ?? end.label)} color="${color}" fontcolor="${color}"]\n`;
}
