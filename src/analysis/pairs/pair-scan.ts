import type { Engine, Reach } from '../../engine';
import { Multimap, multimapOf, TrafficSet, valuesOf } from '../../sets';

/** Something that connects, by its classes in each engine of a scan: a workload, or several that are equivalent. */
export type Member = readonly (readonly number[])[];

/** Destinations that are equivalent for every source that lists none of them. */
export interface Bucket {
  /** For each engine, the outcome of their ingress towards classes that it does not list. */
  readonly defaultOutcomes: readonly number[];
  readonly note: number;
  /** Ascending. */
  readonly members: readonly number[];
}

/**
 * Goes through all pairs of members, in one engine or several at once, without visiting equivalent pairs one by one: for a source, a few
 * destinations are listed (a row of one names the class of the other); the rest comes in buckets.
 */
export class PairScan {
  /** Of the members with one class in each engine. */
  public readonly buckets: readonly Bucket[];

  private readonly mixed: readonly number[];
  /** Per engine: class → members. */
  private readonly ofClass: readonly Multimap[];
  /** Per engine: ingress row → members. */
  private readonly ofRow: readonly Multimap[];
  /** Per engine: class → ingress rows that list it. */
  private readonly listing: readonly Multimap[];
  private readonly stamp: Int32Array;
  private round = 0;

  /** `noteOf` splits buckets further, by whatever the caller wants to know of a destination. */
  public constructor(
    private readonly engines: readonly Engine[],
    private readonly members: readonly Member[],
    noteOf: (member: number) => number = () => 0,
  ) {
    this.stamp = new Int32Array(members.length);
    this.mixed = [...members.keys()].filter((m) => members[m].some((classes) => classes.length !== 1));
    this.ofClass = engines.map((engine, e) => multimapOf(engine.classes.count, (add) =>
      members.forEach((member, m) => member[e].forEach((c) => add(c, m)))));
    this.ofRow = engines.map((engine, e) => multimapOf(engine.rowCount('ingress'), (add) =>
      members.forEach((member, m) => new Set(member[e].map((c) => engine.rowNumber('ingress', c))).forEach((row) => add(row, m)))));
    this.listing = engines.map((engine) => multimapOf(engine.classes.count, (add) => {
      for (let row = 0; row < engine.rowCount('ingress'); row++) for (const c of engine.row('ingress', row).classes) add(c, row);
    }));
    this.buckets = this.divide(noteOf);
  }

  /** The destinations to judge one by one, the source itself among them. */
  public listed(source: number): number[] {
    this.round++;
    const found: number[] = [];
    const add = (member: number) => {
      if (this.stamp[member] === this.round) return;
      this.stamp[member] = this.round;
      found.push(member);
    };
    add(source);
    this.mixed.forEach(add);
    this.engines.forEach((engine, e) => {
      for (const c of this.members[source][e]) {
        for (const listed of engine.row('egress', engine.rowNumber('egress', c)).classes) valuesOf(this.ofClass[e], listed).forEach(add);
        for (const row of valuesOf(this.listing[e], c)) valuesOf(this.ofRow[e], row).forEach(add);
      }
    });
    return found;
  }

  /** Whether the last source that was asked for lists this destination. */
  public isListed(member: number): boolean {
    return this.stamp[member] === this.round;
  }

  /** What passes from a source, by its classes, to each destination of a bucket that is not listed. */
  public toBucket(e: number, source: number, bucket: Bucket): Reach[] {
    const engine = this.engines[e];
    return this.members[source][e].map((c) => engine.both(engine.row('egress', engine.rowNumber('egress', c)).defaultOutcome, bucket.defaultOutcomes[e]));
  }

  /** What passes from one member to another, for each pair of their classes. */
  public between(e: number, source: number, destination: number): Reach[] {
    const engine = this.engines[e];
    return this.members[source][e].flatMap((s) => this.members[destination][e].map((d) => engine.reach(s, d)));
  }

  /** The members behind an ingress row. */
  public behind(e: number, row: number): Int32Array {
    return valuesOf(this.ofRow[e], row);
  }

  private divide(noteOf: (member: number) => number): Bucket[] {
    const found = new Map<string, Bucket & { members: number[] }>();
    const mixed = new Set(this.mixed);
    for (const [m, member] of this.members.entries()) {
      if (mixed.has(m)) continue;
      const defaultOutcomes = this.engines.map((engine, e) => engine.row('ingress', engine.rowNumber('ingress', member[e][0])).defaultOutcome);
      const note = noteOf(m);
      const key = `${defaultOutcomes.join()}/${note}`;
      const known = found.get(key);
      if (known !== undefined) known.members.push(m);
      else found.set(key, { defaultOutcomes, note, members: [m] });
    }
    return [...found.values()];
  }
}

/** What is definitely allowed for at least one of several pairs. */
export function definitelyAllowed(reaches: readonly Reach[]): TrafficSet {
  return reaches.length === 1 ? reaches[0].allowed : reaches.reduce((set, reach) => set.union(reach.allowed), TrafficSet.NONE);
}

/** What is definitely allowed for all of several pairs, and what may be allowed for some. */
export function alike(reaches: readonly Reach[]): Reach {
  if (reaches.length === 1) return reaches[0];
  const allowed = reaches.reduce((set, reach) => set.intersect(reach.allowed), reaches.length === 0 ? TrafficSet.NONE : TrafficSet.ALL);
  const possible = reaches.reduce((set, reach) => set.union(reach.allowed).union(reach.unknown), TrafficSet.NONE);
  return { allowed, unknown: possible.subtract(allowed) };
}
