import { Intervals, Ordinal, successor } from '../../sets';

/** Adds where intervals start, and where what follows them starts: between two boundaries, all ordinals lie in the same intervals. */
export function addBoundaries<T extends Ordinal>(intervals: Intervals<T>, boundaries: T[]): void {
  for (let i = 0; i < intervals.length; i++) boundaries.push(intervals.first(i), successor(intervals.last(i)));
}

/** The position of the first boundary that is not below the value; `boundaries` must ascend. */
export function firstNotBelow<T extends Ordinal>(boundaries: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boundaries[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many boundaries lie at or below the value; `boundaries` must ascend. */
export function countUpTo<T extends Ordinal>(boundaries: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boundaries[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
