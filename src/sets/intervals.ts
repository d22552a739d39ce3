/** A number that can be counted up by one: ports and IPv4 addresses as `number`, IPv6 addresses as `bigint`. */
export type Ordinal = number | bigint;

/** The next ordinal. */
export function successor<T extends Ordinal>(value: T): T {
  return (typeof value === 'bigint' ? value + 1n : (value as number) + 1) as T;
}

function predecessor<T extends Ordinal>(value: T): T {
  return (typeof value === 'bigint' ? value - 1n : (value as number) - 1) as T;
}

/** One closed interval. */
export interface Interval<T extends Ordinal> {
  readonly first: T;
  readonly last: T;
}

/**
 * A finite union of closed intervals.
 *
 * INVARIANT: `bounds` is first, last, first, last …: ascending, disjoint and never touching, so equal sets have equal lists
 * (laws: test/sets/laws.test.ts).
 */
export class Intervals<T extends Ordinal> {
  /** No ordinal at all. */
  public static empty<T extends Ordinal>(): Intervals<T> {
    return NONE as unknown as Intervals<T>;
  }

  /** All ordinals from `first` to `last`; empty if `first` is greater than `last`. */
  public static of<T extends Ordinal>(first: T, last: T): Intervals<T> {
    return first > last ? Intervals.empty() : new Intervals([first, last]);
  }

  /** The union of any intervals, in any order, overlapping or not. */
  public static from<T extends Ordinal>(intervals: Iterable<Interval<T>>): Intervals<T> {
    const firsts: T[] = [];
    const lasts: T[] = [];
    for (const { first, last } of intervals) {
      if (first > last) continue;
      firsts.push(first);
      lasts.push(last);
    }
    return Intervals.joined(firsts, lasts);
  }

  /** The union of any number of sets at once: one by one, each step would copy what was found before. */
  public static unionOf<T extends Ordinal>(sets: readonly Intervals<T>[]): Intervals<T> {
    const some = [...new Set(sets)].filter((set) => !set.isEmpty());
    if (some.length <= 2) return some.reduce((all, set) => all.union(set), Intervals.empty<T>());
    const firsts: T[] = [];
    const lasts: T[] = [];
    for (const { bounds } of some) {
      for (let i = 0; i < bounds.length; i += 2) {
        firsts.push(bounds[i]);
        lasts.push(bounds[i + 1]);
      }
    }
    return Intervals.joined(firsts, lasts);
  }

  /** The n-th start and the n-th end, each in ascending order, are one part's where the next start lies behind that end. */
  private static joined<T extends Ordinal>(firsts: T[], lasts: T[]): Intervals<T> {
    const [from, to] = [ascending(firsts), ascending(lasts)];
    const bounds: T[] = [];
    for (let i = 0; i < from.length; i++) {
      if (i === 0 || successor(to[i - 1]) < from[i]) bounds.push(from[i], to[i]);
      else bounds[bounds.length - 1] = to[i];
    }
    return Intervals.made(bounds);
  }

  /** Copies: a list that grew item by item keeps room for many more. */
  private static made<T extends Ordinal>(bounds: readonly T[]): Intervals<T> {
    return bounds.length === 0 ? Intervals.empty() : new Intervals(bounds.slice());
  }

  private constructor(private readonly bounds: readonly T[]) {}

  /** How many maximal intervals there are. */
  public get length(): number {
    return this.bounds.length / 2;
  }

  public isEmpty(): boolean {
    return this.bounds.length === 0;
  }

  /** The first ordinal of the interval at a position, from 0. */
  public first(position: number): T {
    return this.bounds[2 * position];
  }

  /** The last ordinal of the interval at a position, from 0. */
  public last(position: number): T {
    return this.bounds[2 * position + 1];
  }

  /** The maximal intervals, ascending. */
  public *[Symbol.iterator](): IterableIterator<Interval<T>> {
    for (let i = 0; i < this.bounds.length; i += 2) yield { first: this.bounds[i], last: this.bounds[i + 1] };
  }

  public contains(value: T): boolean {
    let low = 0;
    let high = this.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (value < this.bounds[2 * middle]) high = middle - 1;
      else if (value > this.bounds[2 * middle + 1]) low = middle + 1;
      else return true;
    }
    return false;
  }

  public equals(other: Intervals<T>): boolean {
    if (this === other) return true;
    return this.bounds.length === other.bounds.length && this.bounds.every((bound, i) => bound === other.bounds[i]);
  }

  public union(other: Intervals<T>): Intervals<T> {
    if (this.isEmpty() || this === other) return other;
    if (other.isEmpty()) return this;
    const bounds: T[] = [];
    const a = this.bounds;
    const b = other.bounds;
    for (let i = 0, j = 0; i < a.length || j < b.length; ) {
      if (j >= b.length || (i < a.length && a[i] <= b[j])) {
        append(bounds, a[i], a[i + 1]);
        i += 2;
      } else {
        append(bounds, b[j], b[j + 1]);
        j += 2;
      }
    }
    return Intervals.made(bounds);
  }

  public intersect(other: Intervals<T>): Intervals<T> {
    if (this === other) return this;
    const bounds: T[] = [];
    const a = this.bounds;
    const b = other.bounds;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      const first = a[i] > b[j] ? a[i] : b[j];
      const last = a[i + 1] < b[j + 1] ? a[i + 1] : b[j + 1];
      if (first <= last) bounds.push(first, last);
      if (a[i + 1] < b[j + 1]) i += 2;
      else j += 2;
    }
    return Intervals.made(bounds);
  }

  public subtract(other: Intervals<T>): Intervals<T> {
    if (other.isEmpty() || this.isEmpty()) return this;
    const bounds: T[] = [];
    const a = this.bounds;
    const b = other.bounds;
    let j = 0;
    for (let i = 0; i < a.length; i += 2) {
      let from = a[i];
      const last = a[i + 1];
      while (j < b.length && b[j + 1] < from) j += 2;
      for (let k = j; k < b.length && b[k] <= last && from <= last; k += 2) {
        if (b[k] > from) bounds.push(from, predecessor(b[k]));
        from = successor(b[k + 1]);
      }
      if (from <= last) bounds.push(from, last);
    }
    return Intervals.made(bounds);
  }

  /** A number that equal sets of `number`s share; few others do. */
  public hash(this: Intervals<number>, seed: number): number {
    let hash = seed;
    for (let i = 0; i < this.bounds.length; i++) hash = Math.imul(hash ^ this.bounds[i], 0x9e3779b1) ^ (hash >>> 15);
    return hash;
  }

  public isSubsetOf(other: Intervals<T>): boolean {
    return this.subtract(other).isEmpty();
  }
}

const NONE = Reflect.construct(Intervals, [[]]) as Intervals<number>;

/** Adds an interval that starts at or after the last one's start, joining what overlaps or touches. */
function append<T extends Ordinal>(bounds: T[], first: T, last: T): void {
  const end = bounds.length - 1;
  if (end < 0 || successor(bounds[end]) < first) bounds.push(first, last);
  else if (last > bounds[end]) bounds[end] = last;
}

/** Up to so many values are sorted by insertion, which needs no memory. */
const MAX_INSERTED = 24;

/** In ascending order; in place where that is possible. */
function ascending<T extends Ordinal>(values: T[]): ArrayLike<T> {
  if (values.length > MAX_INSERTED) {
    if (typeof values[0] === 'number') return Float64Array.from(values as number[]).sort() as unknown as ArrayLike<T>;
    return values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let at = i;
    for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
  return values;
}
