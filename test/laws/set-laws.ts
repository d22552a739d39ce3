import * as fc from 'fast-check';

/** The verbs that every set answers. */
interface SetOf<S, E> {
  union(other: S): S;
  intersect(other: S): S;
  subtract(other: S): S;
  contains(element: E): boolean;
  isSubsetOf(other: S): boolean;
  isEmpty(): boolean;
  equals(other: S): boolean;
}

/** Fixed, so that a failure in CI can be repeated; `NETFENCE_SEED` overrides it. */
export const SEED = Number(process.env.NETFENCE_SEED ?? 20261124);

const runs = process.env.NETFENCE_DEEP ? 20_000 : 300;

/** Checks a law on generated values. */
export function law<T extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => boolean,
): void {
  it(name, () => {
    fc.assert(fc.property(...arbitraries, (...values) => holds(...(values as unknown as T))), { seed: SEED, numRuns: runs });
  });
}

/** What holds for every implementation of a set: elements decide, and equal sets are equal values. */
export function setLaws<E, S extends SetOf<S, E>>(sets: fc.Arbitrary<S>, elements: fc.Arbitrary<E>): void {
  law<[S, S, E]>('union holds what either holds', [sets, sets, elements], (a, b, e) => a.union(b).contains(e) === (a.contains(e) || b.contains(e)));
  law<[S, S, E]>('intersect holds what both hold', [sets, sets, elements], (a, b, e) => a.intersect(b).contains(e) === (a.contains(e) && b.contains(e)));
  law<[S, S, E]>('subtract holds what only the first holds', [sets, sets, elements], (a, b, e) => a.subtract(b).contains(e) === (a.contains(e) && !b.contains(e)));
  law<[S, S]>('union and intersect commute', [sets, sets], (a, b) => a.union(b).equals(b.union(a)) && a.intersect(b).equals(b.intersect(a)));
  law<[S, S, S]>('union and intersect associate', [sets, sets, sets], (a, b, c) =>
    a.union(b).union(c).equals(a.union(b.union(c))) && a.intersect(b).intersect(c).equals(a.intersect(b.intersect(c))));
  law<[S, S, S]>('intersect distributes over union', [sets, sets, sets], (a, b, c) => a.intersect(b.union(c)).equals(a.intersect(b).union(a.intersect(c))));
  law<[S, S]>('difference and intersection are a partition', [sets, sets], (a, b) =>
    a.subtract(b).union(a.intersect(b)).equals(a) && a.subtract(b).intersect(b).isEmpty());
  law<[S, S]>('a subset adds nothing', [sets, sets], (a, b) => a.isSubsetOf(b) === a.union(b).equals(b) && a.intersect(b).isSubsetOf(a));
  law<[S]>('a set less itself is empty', [sets], (a) => a.subtract(a).isEmpty() && a.union(a).equals(a) && a.intersect(a).equals(a));
}
