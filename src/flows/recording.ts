import { addReply, addTo, Edges } from './edges';
import type { ObservedEnd, ObservedFlow, Sink } from './observation';
import { RecentIds } from './recent-ids';
import { UndirectedFlows } from './undirected';

/** Gives a number below 2^26 to an end; equal numbers are one end. `time` is that of the record, or `NaN`. */
type Numbering = (end: ObservedEnd, time: number) => number;

const MAX_KEYS = 200_000;
const MAX_KINDS = 1000;
const MAX_NAMES = 10_000;
/** Records of several nodes come a little out of order. */
const TOLERATED_SKEW = 300_000;

/** How often something happened, and where first. */
interface Counted {
  count: number;
  readonly file: string;
  readonly line: number;
}

/** Adds the records of all files up: memory grows with the edges and ends, not with the records. */
export class Recording implements Sink {
  public readonly edges = new Edges();
  public readonly undirected = new UndirectedFlows();
  /** Records that were understood, those that show no connection among them. */
  public records = 0;
  public replies = 0;
  public duplicates = 0;
  /** Records without a time. */
  public timeless = 0;
  public first = NaN;
  public last = NaN;
  /** The largest step back between records of one file, in milliseconds, and how many were too large. */
  public back = { largest: 0, count: 0 };
  public readonly losses = new Map<string, number>();
  public readonly missingNodes = new Set<string>();
  public readonly skipped = new Map<string, number>();
  /** Drops that are not subject to policies, by their reason. */
  public readonly drops = new Map<string, number>();
  public readonly problems = new Map<string, Counted>();
  /** Addresses by the names that were asked for. */
  public readonly names = new Map<string, Set<string>>();
  public file = '';
  public line = 0;

  private readonly numbers = new Map<string, number>();
  private readonly ids = new RecentIds();
  private latest = NaN;
  private now = NaN;

  public constructor(private readonly numbering: Numbering) {}

  /** Begins another file. */
  public begin(file: string): void {
    this.file = file;
    this.line = 0;
    this.latest = NaN;
    this.now = NaN;
  }

  public at(time: number): void {
    this.now = time;
  }

  public end(key: string, make: () => ObservedEnd): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      // only a memory of what was numbered: the numbering itself keeps what it must
      if (this.numbers.size >= MAX_KEYS) this.numbers.clear();
      this.numbers.set(key, (number = this.numbering(make(), this.now)));
    }
    return number;
  }

  public flow(flow: ObservedFlow): void {
    if (flow.id !== undefined && this.ids.seen(flow.id)) {
      this.duplicates++;
      return;
    }
    if (flow.weight > 0) this.records++;
    this.clock(flow.time);
    if (flow.outcome === 'dropped') return count(this.drops, flow.reason ?? 'unknown', flow.weight);
    if (flow.reply === false) return addTo(this.edges.at(flow.source, flow.destination, flow.protocol, flow.port, flow.family), flow);
    if (flow.reply === undefined) return this.undirected.add(flow);
    this.replies++;
    if (flow.sourcePort > 0) addReply(this.edges.at(flow.destination, flow.source, flow.protocol, flow.sourcePort, flow.family), flow);
  }

  public name(name: string, addresses: readonly string[]): void {
    let known = this.names.get(name);
    if (known === undefined) {
      if (this.names.size >= MAX_NAMES) return;
      this.names.set(name, (known = new Set()));
    }
    for (const address of addresses) if (known.size < MAX_KINDS) known.add(address);
  }

  public lost(events: number, where: string): void {
    this.records++;
    count(this.losses, where, events);
  }

  public node(name: string, missing: boolean): void {
    if (missing) this.missingNodes.add(name);
    else this.missingNodes.delete(name);
  }

  public skip(what: string): void {
    this.records++;
    count(this.skipped, what, 1);
  }

  public bad(what: string, line = this.line): void {
    const known = this.problems.get(what);
    if (known !== undefined) known.count++;
    else if (this.problems.size < MAX_KINDS) this.problems.set(what, { count: 1, file: this.file, line });
    else this.problems.get([...this.problems.keys()][MAX_KINDS - 1])!.count++;
  }

  /** How many records were not understood. */
  public get notUnderstood(): number {
    return [...this.problems.values()].reduce((sum, { count: times }) => sum + times, 0);
  }

  private clock(time: number): void {
    if (Number.isNaN(time)) {
      this.timeless++;
      return;
    }
    if (!(time >= this.first)) this.first = time;
    if (!(time <= this.last)) this.last = time;
    if (time < this.latest - TOLERATED_SKEW) {
      this.back.count++;
      this.back.largest = Math.max(this.back.largest, this.latest - time);
    }
    if (!(time <= this.latest)) this.latest = time;
  }
}

function count(counts: Map<string, number>, what: string, by: number): void {
  if (counts.has(what) || counts.size < MAX_KINDS) counts.set(what, (counts.get(what) ?? 0) + by);
}
