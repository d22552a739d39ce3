import type { ObservedFlow, ObservedOutcome } from './observation';

/** How many clients of one edge are distinguished; more clients are counted as this number. */
const MAX_CLIENTS = 256;

/** What was seen of one connection, whatever its ends are called. */
export interface EdgeRecord {
  readonly protocol: string;
  /** Of the destination; 0 where the protocol has none. */
  readonly port: number;
  readonly family?: 4 | 6;
  /** Milliseconds of Unix time; `NaN` where no record gives one. */
  first: number;
  last: number;
  /** The number of records by outcome of the packet, without replies. */
  readonly outcomes: Record<ObservedOutcome, number>;
  /** Records that prove that it passed the whole way. */
  arrived: number;
  replies: number;
}

/** One connection from one end to another, however many packets and reports there are of it. */
export interface ObservedEdge extends EdgeRecord {
  /** Numbers of the ends. */
  readonly source: number;
  readonly destination: number;
  /** Connections distinguished by their client, up to `MAX_CLIENTS`. */
  readonly clients: Set<number>;
}

const SPAN = 2 ** 26;

/** The edges of a record, by their ends, protocol and port. */
export class Edges {
  private readonly byPair = new Map<number, Map<number, ObservedEdge>>();
  private readonly protocols = new Map<string, number>([['TCP', 0], ['UDP', 1], ['SCTP', 2]]);
  private count = 0;

  public get size(): number {
    return this.count;
  }

  public find(source: number, destination: number, protocol: string, port: number, family?: 4 | 6): ObservedEdge | undefined {
    return this.byPair.get(source * SPAN + destination)?.get(this.keyOf(protocol, port, family));
  }

  /** The edge; it is created if it does not exist. */
  public at(source: number, destination: number, protocol: string, port: number, family?: 4 | 6): ObservedEdge {
    const pair = source * SPAN + destination;
    let ports = this.byPair.get(pair);
    if (ports === undefined) this.byPair.set(pair, (ports = new Map()));
    const key = this.keyOf(protocol, port, family);
    let edge = ports.get(key);
    if (edge === undefined) {
      this.count++;
      const outcomes = { passed: 0, denied: 0, audited: 0, dropped: 0, failed: 0, seen: 0 };
      const ends = { source, destination, protocol, port, ...(family !== undefined && { family }) };
      edge = { ...ends, first: NaN, last: NaN, outcomes, arrived: 0, replies: 0, clients: new Set() };
      ports.set(key, edge);
    }
    return edge;
  }

  public* all(): Generator<ObservedEdge> {
    for (const ports of this.byPair.values()) yield* ports.values();
  }

  private keyOf(protocol: string, port: number, family: 4 | 6 | undefined): number {
    let number = this.protocols.get(protocol);
    if (number === undefined) this.protocols.set(protocol, (number = this.protocols.size));
    return (number * 65_536 + port) * 4 + (family === undefined ? 0 : family === 4 ? 1 : 2);
  }
}

/** Counts a record to its edge. */
export function addTo(edge: ObservedEdge, { outcome, weight, arrived, client, time }: ObservedFlow): void {
  edge.outcomes[outcome] += weight;
  if (arrived && outcome === 'passed') edge.arrived += weight;
  if (client !== 0 && edge.clients.size < MAX_CLIENTS) edge.clients.add(client);
  spanTo(edge, time);
}

/** A reply shows that the connection came about, and is none itself. */
export function addReply(edge: ObservedEdge, { time, weight }: ObservedFlow): void {
  edge.replies += weight;
  spanTo(edge, time);
}

function spanTo(edge: ObservedEdge, time: number): void {
  if (!(time >= edge.first)) edge.first = Number.isNaN(time) ? edge.first : time;
  if (!(time <= edge.last)) edge.last = Number.isNaN(time) ? edge.last : time;
}
