/**
 * A set of classes: those in `list`, or with `except` all others, whichever list is shorter. Plain arrays: most are short, and there are many.
 * INVARIANT: `list` ascends and holds each class once, since it is searched by bisection; test/engine/compile/class-list.test.ts.
 */
export interface ClassList {
  /** Whether the set is all classes but those of `list`. */
  readonly except: boolean;
  readonly list: readonly number[];
}

/**
 * The classes that a selector selects, and those of which this is not known because some label is not.
 * INVARIANT: no class is in both; test/engine/compile/matcher.test.ts.
 */
export interface Selection {
  readonly definite: ClassList;
  readonly possible: ClassList;
}

/** No class at all. */
export const NO_CLASS: ClassList = { except: false, list: [] };

/** Whether the set has no class; `except` with a list may be empty, too, but is never used for that. */
export function isEmpty({ except, list }: ClassList): boolean {
  return !except && list.length === 0;
}

/** Compares numbers for an ascending sort. */
export function ascending(a: number, b: number): number {
  return a - b;
}

/** Ascending classes, out of `count`, in the shorter of the two forms. */
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

/** Whether the class is in the set. */
export function selects(classes: ClassList, classId: number): boolean {
  return has(classes.list, classId) !== classes.except;
}

/** The first position of an ascending list whose value is not below `value`; the length of the list if there is none. */
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
