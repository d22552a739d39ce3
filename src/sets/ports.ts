import { Interval, Intervals } from './intervals';

/** The smallest port number of a rule. */
export const FIRST_PORT = 1;
/** The largest port. */
export const LAST_PORT = 65535;

/** A set of port numbers between 1 and 65535; immutable and canonical. */
export class PortSet {
  public static readonly NONE = new PortSet(Intervals.empty());
  public static readonly ALL = new PortSet(Intervals.of(FIRST_PORT, LAST_PORT));

  public static single(port: number): PortSet {
    return PortSet.range(port, port);
  }

  /** All ports from `first` to `last`, cut to 1..65535. */
  public static range(first: number, last: number): PortSet {
    const from = Math.max(first, FIRST_PORT);
    const to = Math.min(last, LAST_PORT);
    if (from > to) return PortSet.NONE;
    const key = from * (LAST_PORT + 1) + to;
    let set = RANGES.get(key);
    if (set === undefined) {
      set = PortSet.made(Intervals.of(from, to));
      if (RANGES.size < MAX_RANGES) RANGES.set(key, set);
    }
    return set;
  }

  /** The union of any number of sets; to be preferred to a union for each. */
  public static unionOf(sets: readonly PortSet[]): PortSet {
    const result = Intervals.unionOf(sets.map(({ intervals }) => intervals));
    return sets.find(({ intervals }) => intervals === result) ?? PortSet.made(result);
  }

  private static made(intervals: Intervals<number>): PortSet {
    return intervals.isEmpty() ? PortSet.NONE : new PortSet(intervals);
  }

  private constructor(private readonly intervals: Intervals<number>) {}

  /** How many maximal ranges there are. */
  public get length(): number {
    return this.intervals.length;
  }

  /** The maximal ranges, ascending. */
  public ranges(): Interval<number>[] {
    return [...this.intervals];
  }

  public isEmpty(): boolean {
    return this.intervals.isEmpty();
  }

  public isAll(): boolean {
    return this.equals(PortSet.ALL);
  }

  public contains(port: number): boolean {
    return this.intervals.contains(port);
  }

  public equals(other: PortSet): boolean {
    return this.intervals.equals(other.intervals);
  }

  public union(other: PortSet): PortSet {
    return this.same(other, this.intervals.union(other.intervals));
  }

  public intersect(other: PortSet): PortSet {
    if (this === other || this.isEmpty() || other === PortSet.ALL) return this;
    if (other.isEmpty() || this === PortSet.ALL) return other;
    return this.same(other, this.intervals.intersect(other.intervals));
  }

  public subtract(other: PortSet): PortSet {
    if (this === other || other === PortSet.ALL) return PortSet.NONE;
    if (this.isEmpty() || other.isEmpty()) return this;
    return this.same(other, this.intervals.subtract(other.intervals));
  }

  public isSubsetOf(other: PortSet): boolean {
    return this.intervals.isSubsetOf(other.intervals);
  }

  /** A number that equal sets share; few others do. */
  public hash(seed: number): number {
    return this.intervals.hash(seed);
  }

  /** One of the two sets again where the result is one of them. */
  private same(other: PortSet, result: Intervals<number>): PortSet {
    return result === this.intervals ? this : result === other.intervals ? other : PortSet.made(result);
  }

  /** Ranges ascending and maximal, joined by commas: `1-79,81-65535`. */
  public toString(): string {
    return this.ranges().map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  }
}

/** Large inputs repeat few ranges very often: up to this many are kept once. */
const MAX_RANGES = 10_000;
const RANGES = new Map<number, PortSet>();
