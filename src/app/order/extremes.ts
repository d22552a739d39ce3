/** Something with its position. */
interface Placed<T> {
  readonly of: T;
  readonly at: number;
}

/** The two first and the two last of some things that have a position. */
export class Extremes<T> {
  public static of<T>(things: readonly T[], positionOf: (thing: T) => number): Extremes<T> {
    const first: Placed<T>[] = [];
    const last: Placed<T>[] = [];
    for (const thing of things) {
      const placed = { of: thing, at: positionOf(thing) };
      keep(first, placed, (a, b) => a.at < b.at);
      keep(last, placed, (a, b) => a.at > b.at);
    }
    return new Extremes(first, last);
  }

  private constructor(private readonly first: readonly Placed<T>[], private readonly last: readonly Placed<T>[]) {}

  /** One of these that stands before one of the others, which is not itself; absent where all others come before all of these. */
  public firstBefore(others: Extremes<T>): { readonly early: T; readonly late: T } | undefined {
    for (const early of this.first) {
      for (const late of others.last) if (early.of !== late.of && early.at < late.at) return { early: early.of, late: late.of };
    }
    return undefined;
  }
}

/** Keeps the two best. */
function keep<T>(best: Placed<T>[], placed: Placed<T>, isBetter: (a: Placed<T>, b: Placed<T>) => boolean): void {
  if (best.length < 2) best.push(placed);
  else if (isBetter(placed, best[1])) best[1] = placed;
  else return;
  if (best.length === 2 && isBetter(best[1], best[0])) best.reverse();
}
