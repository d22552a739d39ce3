import { has } from '../../engine';
import type { Engine, Reach } from '../../engine';
import { countOf, Multimap, multimapOf, TrafficSet, valuesOf } from '../../sets';

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
  /** Per engine: ingress row → classes. */
  private readonly classesOf: readonly Multimap[];
  /** Per engine: the ingress rows that may let in classes that they do not list, and how many classes have one of them. */
  private readonly open: readonly { readonly rows: readonly number[]; readonly size: number }[];
  private readonly admits: readonly Admission[];
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
    this.classesOf = engines.map((engine) => multimapOf(engine.rowCount('ingress'), (add) => {
      for (let c = 0; c < engine.classes.count; c++) add(engine.rowNumber('ingress', c), c);
    }));
    this.admits = engines.map((engine) => new Admission(engine));
    this.open = engines.map((engine, e) => {
      const isOpen = (row: number) => !engine.outcome(engine.row('ingress', row).defaultOutcome).mayAllow.isEmpty();
      const rows = Array.from({ length: engine.rowCount('ingress') }, (_, row) => row).filter(isOpen);
      return { rows, size: rows.reduce((sum, row) => sum + countOf(this.classesOf[e], row), 0) };
    });
    this.buckets = this.divide(noteOf);
  }

  /**
   * The destinations to judge one by one, the source itself among them. A destination is left to its bucket, too, where a row of one names
   * the class of the other and nothing passes all the same, by what the other one's row says of all that it does not name.
   */
  public listed(source: number): number[] {
    this.round++;
    const found: number[] = [];
    this.add(source, found);
    for (const member of this.mixed) this.add(member, found);
    for (let e = 0; e < this.engines.length; e++) {
      const engine = this.engines[e];
      const { first, values } = this.listing[e];
      for (const c of this.members[source][e]) {
        const egress = engine.row('egress', engine.rowNumber('egress', c));
        this.addNamedByBoth(e, c, egress.classes, found);
        for (let i = first[c]; i < first[c + 1]; i++) {
          if (this.admits[e].some(egress.defaultOutcome, values[i])) this.addAll(this.ofRow[e], values[i], found);
        }
      }
    }
    return found;
  }

  private add(member: number, found: number[]): void {
    if (this.stamp[member] === this.round) return;
    this.stamp[member] = this.round;
    found.push(member);
  }

  private addAll({ first, values }: Multimap, key: number, found: number[]): void {
    for (let i = first[key]; i < first[key + 1]; i++) this.add(values[i], found);
  }

  /** The members of classes of an egress row whose ingress rows list the source or are open: from the side that has fewer. */
  private addNamedByBoth(e: number, source: number, named: ArrayLike<number>, found: number[]): void {
    const listing = valuesOf(this.listing[e], source);
    const { rows, size } = this.open[e];
    let admitting = size;
    for (let i = 0; i < listing.length && admitting < named.length; i++) admitting += countOf(this.classesOf[e], listing[i]);
    if (admitting >= named.length) {
      for (let i = 0; i < named.length; i++) this.addAll(this.ofClass[e], named[i], found);
      return;
    }
    for (const some of [listing, rows]) {
      for (const row of some) for (const c of valuesOf(this.classesOf[e], row)) if (has(named, c)) this.addAll(this.ofClass[e], c, found);
    }
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
    const [sources, destinations] = [this.members[source][e], this.members[destination][e]];
    if (sources.length === 1 && destinations.length === 1) return [engine.reach(sources[0], destinations[0])];
    return sources.flatMap((s) => destinations.map((d) => engine.reach(s, d)));
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

/** Of so many outcomes it is kept which rows admit some of them; then all is dropped. */
const MAX_KEPT = 64;

/** Whether an ingress row may admit some of what an outcome of egress lets through, from any source. */
class Admission {
  private readonly ofRow: (TrafficSet | undefined)[] = [];
  private readonly known = new Map<number, Int8Array>();

  public constructor(private readonly engine: Engine) {}

  public some(outcome: number, row: number): boolean {
    let known = this.known.get(outcome);
    if (known === undefined) {
      if (this.known.size >= MAX_KEPT) this.known.clear();
      this.known.set(outcome, (known = new Int8Array(this.engine.rowCount('ingress')).fill(-1)));
    }
    if (known[row] < 0) known[row] = this.engine.outcome(outcome).mayAllow.intersect(this.all(row)).isEmpty() ? 0 : 1;
    return known[row] === 1;
  }

  private all(row: number): TrafficSet {
    const known = this.ofRow[row];
    if (known !== undefined) return known;
    const { defaultOutcome, outcomes } = this.engine.row('ingress', row);
    const sets = [this.engine.outcome(defaultOutcome).mayAllow];
    new Set(outcomes).forEach((outcome) => sets.push(this.engine.outcome(outcome).mayAllow));
    return (this.ofRow[row] = TrafficSet.unionOf(sets));
  }
}

/** What is definitely allowed for at least one of several pairs. */
export function definitelyAllowed(reaches: readonly Reach[]): TrafficSet {
  return reaches.length === 1 ? reaches[0].allowed : TrafficSet.unionOf(reaches.map(({ allowed }) => allowed));
}

/** What is definitely allowed for all of several pairs, and what may be allowed for some. */
export function alike(reaches: readonly Reach[]): Reach {
  if (reaches.length === 1) return reaches[0];
  const allowed = reaches.reduce((set, reach) => set.intersect(reach.allowed), reaches.length === 0 ? TrafficSet.NONE : TrafficSet.ALL);
  const possible = TrafficSet.unionOf(reaches.flatMap((reach) => [reach.allowed, reach.unknown]));
  return { allowed, unknown: possible.subtract(allowed) };
}
