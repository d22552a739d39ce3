/** Classes, ascending; where most of them are meant, rather those that are not. Plain arrays: most lists are short, and there are many. */
export interface ClassList {
  readonly except: boolean;
  readonly list: readonly number[];
}

/** For sorting numbers. */
export function ascending(a: number, b: number): number {
  return a - b;
}

/** A list of classes in the shorter of its two forms. */
export function listOf(ascendingList: readonly number[], count: number): ClassList {
  if (ascendingList.length * 2 <= count || ascendingList.length === 0) return { except: false, list: ascendingList };
  const rest: number[] = [];
  for (let c = 0, i = 0; c < count; c++) {
    if (ascendingList[i] === c) i++;
    else rest.push(c);
  }
  return { except: true, list: rest };
}

/** Whether an ascending list holds the value. */
export function has(list: ArrayLike<number>, value: number): boolean {
  return list[lowerBound(list, value)] === value;
}

/** Whether the class is meant. */
export function means(classes: ClassList, value: number): boolean {
  return has(classes.list, value) !== classes.except;
}

/** The first position whose value is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
