import { Intervals, Ordinal, successor } from '../../sets';

/** Adds where intervals start, and where what follows them starts: between two cuts, all ordinals lie in the same intervals. */
export function addBoundaries<T extends Ordinal>(intervals: Intervals<T>, cuts: T[]): void {
  for (let i = 0; i < intervals.length; i++) cuts.push(intervals.first(i), successor(intervals.last(i)));
}

/** The position of the first cut that is not below the value; of ascending cuts. */
export function firstNotBelow<T extends Ordinal>(cuts: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many cuts lie at or below the value; of ascending cuts. */
export function countUpTo<T extends Ordinal>(cuts: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
