import { lowerBound } from './label-index';

/** Classes, ascending; where most of them are meant, rather those that are not. */
export interface ClassList {
  readonly except: boolean;
  readonly list: Int32Array;
}

/** A list of classes in the shorter of its two forms. */
export function listOf(ascendingList: ArrayLike<number>, count: number): ClassList {
  if (ascendingList.length * 2 <= count || ascendingList.length === 0) return { except: false, list: new Int32Array(ascendingList) };
  const rest = new Int32Array(count - ascendingList.length);
  for (let c = 0, i = 0, j = 0; c < count; c++) {
    if (ascendingList[i] === c) i++;
    else rest[j++] = c;
  }
  return { except: true, list: rest };
}

/** Whether an ascending list holds the value. */
export function has(ascending: ArrayLike<number>, value: number): boolean {
  return ascending[lowerBound(ascending, value)] === value;
}

/** Whether the class is meant. */
export function means(classes: ClassList, value: number): boolean {
  return has(classes.list, value) !== classes.except;
}
