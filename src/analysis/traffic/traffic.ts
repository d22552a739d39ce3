import { withPauses } from '../../files/pauses';
import { flowFiles, readChunks, readChunksAtOnce } from '../../files/read-flows';
import { loadText } from '../../load';
import { EdgeRecord, FlowFormat, Intake, ObservedEdge, ObservedOutcome, Parse, Recording, FLOW_FORMATS, Undirected } from '../../flows';
import { fail, NetfenceError, withFix } from '../../errors';
import type { RecordedFile } from '../../results/replay';
import type { AnalysisSession } from '../session/session';
import type { Address } from '../../sets';
import type { TrafficEnd } from '../ends/traffic-end';
import type { PassedOnBy } from '../ends/named-end';
import { Call, Calls } from './calls';
import { TrafficEndpoint, TrafficEndpoints } from './endpoints';

/** How recorded flows are read. */
interface TrafficOptions {
  /** The format of the record; detected where it is not given. */
  readonly from?: string;
  readonly stdin?: string | Buffer;
  /** Called from time to time with the number of records that were read. */
  readonly progress?: (records: number) => void;
  /** Called with what came so far, each time that a pipe keeps waiting; records that do not say whether they are replies are not in it. */
  readonly pause?: (traffic: ResolvedTraffic) => void;
  /** Asked between pieces whether to stop reading and continue with what was read. */
  readonly stop?: () => boolean;
}

/** One connection of recorded traffic, its ends found in the input. */
export interface TrafficEdge extends EdgeRecord {
  readonly source: TrafficEndpoint;
  readonly destination: TrafficEndpoint;
  connections: number;
  /** The Service that was called, where only that is known. */
  via?: string;
  /** The address and the port at which it was called. */
  readonly dialled?: { readonly address: Address; readonly port: number };
  /** Who passed it on, where policies may see other ends. */
  readonly passedOnBy?: PassedOnBy;
}

/** Recorded traffic, mapped to the workloads of some sessions. */
export interface ResolvedTraffic {
  readonly recording: Recording;
  readonly edges: readonly TrafficEdge[];
  /** The sessions with the workloads that only the record shows. */
  readonly sessions: readonly AnalysisSession[];
  readonly undirected: Undirected;
  readonly clusters: readonly string[];
  /** The files with the form of each. */
  readonly files: readonly RecordedFile[];
}

/** Reads recorded flows and finds their ends in the sessions; the first session is the one that counts. */
export async function readTraffic(
  paths: readonly string[], sessions: readonly AnalysisSession[], options: TrafficOptions = {},
): Promise<ResolvedTraffic> {
  const reading = new Reading(sessions, options.from);
  for (const file of paths.flatMap(flowFiles)) {
    reading.begin(file);
    try {
      for await (const chunk of piecesOf(file, reading, options)) {
        const goesOn = reading.take(chunk);
        options.progress?.(reading.recording.records);
        if (!goesOn || options.stop?.() === true) break;
      }
    } catch (error) {
      // a stream that was broken off on purpose is read as far as it came
      reading.broke(error, options.stop?.() === true);
    }
    reading.end(options.stop?.() === true);
  }
  return reading.traffic();
}

function piecesOf(file: string, reading: Reading, { stdin, pause }: TrafficOptions): AsyncIterable<string> {
  const pieces = readChunks(file, stdin);
  return file === '-' && stdin === undefined && pause !== undefined ? withPauses(pieces, () => reading.look(pause)) : pieces;
}

/** A file, or a text under the name of one. */
export interface FlowSource {
  readonly file: string;
  readonly text?: string;
}

/** The same without waiting, for files and texts; standard input is none. */
export function readTrafficAtOnce(sources: readonly FlowSource[], sessions: readonly AnalysisSession[], from?: string): ResolvedTraffic {
  const reading = new Reading(sessions, from);
  for (const { file, text } of sources.flatMap(expanded)) {
    reading.begin(file);
    try {
      for (const chunk of text === undefined ? readChunksAtOnce(file) : [text]) if (!reading.take(chunk)) break;
    } catch (error) {
      reading.broke(error, false);
    }
    reading.end();
  }
  return reading.traffic();
}

function expanded({ file: path, text }: FlowSource): FlowSource[] {
  return text === undefined ? flowFiles(path).map((file) => ({ file })) : [{ file: path, text }];
}

/** Takes the text of files, one after the other. */
class Reading {
  public readonly recording: Recording;
  private readonly endpoints: TrafficEndpoints;
  private readonly format?: FlowFormat;
  private readonly files: RecordedFile[] = [];
  private intake?: Intake;
  private shown = 0;
  private whole?: { readonly foreign: number; readonly sessions: readonly AnalysisSession[] };

  public constructor(private readonly sessions: readonly AnalysisSession[], from: string | undefined) {
    this.format = from === undefined ? undefined : FLOW_FORMATS.find(({ name }) => name === from)
      ?? fail('unknown-flow-format', `\`${from}\` is no form of flows`, `the forms are ${FLOW_FORMATS.map(({ name }) => name).join(', ')}`);
    this.endpoints = new TrafficEndpoints(sessions);
    this.recording = new Recording((end, time) => this.endpoints.numberOf(end, time));
  }

  public begin(file: string): void {
    this.recording.begin(file);
    this.intake = new Intake(this.recording, parse, this.format);
  }

  /** Whether more of the file can be understood. */
  public take(text: string): boolean {
    this.intake!.text(text);
    return !this.intake!.isAborted;
  }

  public broke(error: unknown, onPurpose: boolean): void {
    const { code } = error as { code?: string };
    if (code === undefined || error instanceof NetfenceError) throw error;
    if (!onPurpose) this.recording.bad(code.startsWith('Z_') ? 'a packed file that was cut or changed' : `a file that cannot be read (${code})`);
  }

  public end(isBrokenOff = false): void {
    this.intake!.end(isBrokenOff);
    const { formatName: format } = this.intake!;
    this.files.push({ file: this.recording.file, ...(format !== undefined && { format }) });
  }

  /** Shows what came so far, where something came since it was shown before. */
  public look(show: (traffic: ResolvedTraffic) => void): void {
    const { recording, endpoints, files } = this;
    if (recording.records === this.shown) return;
    this.shown = recording.records;
    const foreign = endpoints.resolvers.reduce((sum, resolver) => sum + resolver.foreign.length, 0);
    const edges = settleEdges(recording, endpoints, this.sessions);
    if (this.whole?.foreign !== foreign) this.whole = { foreign, sessions: endpoints.resolvers.map((one) => one.withForeign()) };
    show({ recording, edges, sessions: this.whole.sessions, undirected: { joined: 0, byPort: 0, undecided: 0 }, clusters: [], files });
  }

  public traffic(): ResolvedTraffic {
    const { recording, endpoints, sessions, files } = this;
    const [resolver] = endpoints.resolvers;
    const listens = (end: number, protocol: string, port: number) => resolver.listens(endpoints.endpoints[end].ends[0], protocol, port);
    const undirected = recording.undirected.settle(recording.edges, listens);
    const edges = settleEdges(recording, endpoints, sessions);
    const whole = endpoints.resolvers.map((one) => one.withForeign());
    return { recording, edges, sessions: whole, undirected, clusters: [...endpoints.clusters].sort(), files };
  }
}

const parse: Parse = (text, recording) => {
  const { documents, problems } = loadText(text, recording.file);
  for (const { severity, message, fix } of problems) if (severity === 'error') recording.bad(withFix(message, fix));
  return documents.map(({ value }) => value);
};

/** The edges of the recording, with addresses and Services made workloads; what becomes the same is one. */
function settleEdges({ edges }: Recording, endpoints: TrafficEndpoints, sessions: readonly AnalysisSession[]): TrafficEdge[] {
  const found = new Map<string, TrafficEdge>();
  // where pods have addresses of both families, a policy may mean one of them only
  const byFamily = sessions.some(isDual);
  const keyOf = (source: TrafficEndpoint, destination: TrafficEndpoint, edge: ObservedEdge, port: number) => `${nameOf(source)}\n${nameOf(destination)}\n${edge.protocol} ${port} ${byFamily ? edge.family : ''}`;
  const passing = new Calls(sessions[0]);
  const calls: { readonly edge: ObservedEdge; readonly source: TrafficEndpoint; readonly destination: TrafficEndpoint; readonly call: Call }[] = [];
  const add = (edge: ObservedEdge, source: TrafficEndpoint, destination: TrafficEndpoint, port: number, how: Pick<TrafficEdge, 'via' | 'dialled' | 'passedOnBy'> = {}) => {
    const key = keyOf(source, destination, edge, port);
    const known = found.get(key);
    if (known === undefined) {
      const { protocol, family, first, last, arrived, replies } = edge;
      const shown = { protocol, port, ...(byFamily && family !== undefined && { family }), first, last, arrived, replies };
      found.set(key, { source, destination, ...shown, outcomes: { ...edge.outcomes }, connections: edge.clients.size, ...how });
    } else {
      join(known, edge);
    }
  };
  for (const edge of edges.all()) {
    const source = endpoints.settle(edge.source, edge.first, edge.last);
    const destination = endpoints.settle(edge.destination, edge.first, edge.last);
    const call = passing.callOf(destination.ends[0], edge.protocol, edge.port);
    if (call === undefined) add(edge, source, destination, edge.port);
    else calls.push({ edge, source, destination, call });
  }
  for (const { edge, source, destination, call: { via, address, targets, needs, passedOnBy } } of calls) {
    if (targets.length === 0) {
      const why = `the input shows no pod behind the ${via} on ${edge.protocol} ${edge.port}`;
      const unshown = (end: TrafficEnd): TrafficEnd => ({ type: 'unmapped', label: end.label, why, needs, ...(end.type === 'service' && { namespace: end.namespace }) });
      add(edge, source, { ends: destination.ends.map(unshown), names: new Set() }, edge.port);
    }
    for (const { end, port } of targets) {
      for (const endpoint of endpoints.endpointsOf(end, sessions[0])) {
        // the same connection may have been seen behind the Service's address
        const seen = found.get(keyOf(source, endpoint, edge, port));
        const how = { via, ...(address && { dialled: { address, port: edge.port } }), ...(passedOnBy && { passedOnBy }) };
        if (seen === undefined || seen.via !== undefined) add(edge, source, endpoint, port, how);
      }
    }
  }
  return [...found.values()];
}

function nameOf({ ends }: TrafficEndpoint): string {
  return ends.map((end) => `${end.type}${end.label}${end.type === 'workload' ? end.position : ''}`).join('\t');
}

/** Whether some pod has addresses of both families. */
export function isDual({ decoded: { cluster } }: AnalysisSession): boolean {
  return cluster.workloads.some(({ addresses }) => addresses.some(({ family }) => family === 4) && addresses.some(({ family }) => family === 6));
}

function join(edge: TrafficEdge, other: ObservedEdge): void {
  for (const outcome of Object.keys(edge.outcomes) as ObservedOutcome[]) edge.outcomes[outcome] += other.outcomes[outcome];
  edge.arrived += other.arrived;
  edge.replies += other.replies;
  edge.connections += other.clients.size;
  if (!(edge.first <= other.first) && !Number.isNaN(other.first)) edge.first = other.first;
  if (!(edge.last >= other.last) && !Number.isNaN(other.last)) edge.last = other.last;
}
