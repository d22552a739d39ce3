import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { Intake, ObservedEnd, ObservedFlow, Recording } from '../../src/flows';
import { FLOW_FORMATS } from '../../src/flows/formats/registry';
import { loadText } from '../../src/load';

const DATA = join(__dirname, '..', 'data', 'flows');

/** A sample of `test/data/flows`. */
export function sample(name: string): string {
  const path = join(DATA, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString('utf8');
}

export function samplePath(name: string): string {
  return join(DATA, name);
}

/** What a reader made of one record. */
export interface Captured {
  readonly flows: (Omit<ObservedFlow, 'source' | 'destination'> & { readonly source: ObservedEnd; readonly destination: ObservedEnd })[];
  readonly names: [string, readonly string[]][];
  readonly lost: [number, string][];
  readonly nodes: [string, boolean][];
  readonly skipped: string[];
  readonly bad: string[];
}

/** Hands records to the reader of a form, and keeps what it says. */
export function capture(format: string, records: readonly unknown[]): Captured {
  const ends: ObservedEnd[] = [];
  const captured: Captured = { flows: [], names: [], lost: [], nodes: [], skipped: [], bad: [] };
  const reader = FLOW_FORMATS.find(({ name }) => name === format)!.open({
    at: () => undefined,
    end: (_, make) => ends.push(make()) - 1,
    flow: ({ source, destination, ...rest }) => void captured.flows.push({ ...rest, source: ends[source], destination: ends[destination] }),
    name: (name, addresses) => void captured.names.push([name, addresses]),
    lost: (events, where) => void captured.lost.push([events, where]),
    node: (name, missing) => void captured.nodes.push([name, missing]),
    skip: (what) => void captured.skipped.push(what),
    bad: (what) => void captured.bad.push(what),
  });
  for (const one of records) reader.take(one);
  return captured;
}

/** The edges of a text in whatever form, as `source => destination : TCP 80`. */
export function record(text: string, from?: string, chunk = text.length + 1): { recording: Recording; format?: string; edges: string[] } {
  const ends: string[] = [];
  const numbers = new Map<string, number>();
  const recording = new Recording((end) => {
    const name = nameOf(end);
    if (!numbers.has(name)) numbers.set(name, ends.push(name) - 1);
    return numbers.get(name)!;
  });
  const intake = new Intake(recording, (whole) => loadText(whole, 'test').documents.map(({ value }) => value), FLOW_FORMATS.find(({ name }) => name === from));
  recording.begin('test');
  for (let at = 0; at < text.length; at += chunk) intake.text(text.slice(at, at + chunk));
  intake.end();
  const edges = [...recording.edges.all()].map(({ source, destination, protocol, port }) => `${ends[source]} => ${ends[destination]} : ${protocol} ${port}`);
  return { recording, format: intake.formatName, edges: edges.sort() };
}

/** Records pieces of text as they come. */
export function recordPieces(pieces: Iterable<string>, isBrokenOff = false): Recording {
  const recording = new Recording(() => 0);
  const intake = new Intake(recording, () => []);
  recording.begin('test');
  for (const piece of pieces) intake.text(piece);
  intake.end(isBrokenOff);
  return recording;
}

function nameOf({ namespace, pod, owner, labels, service, address, blocks, entity }: ObservedEnd): string {
  if (namespace !== undefined) return `${namespace}/${owner?.name ?? pod ?? JSON.stringify(labels)}`;
  if (service !== undefined) return `Service ${service.namespace}/${service.name}`;
  return address ?? blocks?.join() ?? entity ?? 'unknown';
}
