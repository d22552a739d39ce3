import { NumbersOfPairs } from './numbers-of-pairs';

/** Classes that have one row and the same exceptions. */
export interface Bucket {
  readonly row: number;
  readonly mask: number;
  readonly classes: readonly number[];
}

/** Classes with the same row and the same exceptions: equivalent for addresses, and for peers that no entry names. */
export function bucketsOf(
  classes: readonly number[],
  rowOf: (c: number) => number,
  maskOf: Int32Array,
): Bucket[] {
  const numbers = new NumbersOfPairs();
  const sizes: number[] = [];
  const bucketOf = new Int32Array(classes.length);
  for (let i = 0; i < classes.length; i++) {
    const b = numbers.of(maskOf[classes[i]], rowOf(classes[i]));
    if (b === sizes.length) sizes.push(0);
    bucketOf[i] = b;
    sizes[b]++;
  }
  // most buckets are small: lists that grow would take a multiple of the room
  const lists = sizes.map((size) => new Array<number>(size));
  const filled = new Int32Array(sizes.length);
  for (let i = 0; i < classes.length; i++) lists[bucketOf[i]][filled[bucketOf[i]]++] = classes[i];
  return lists.map((list) => ({ row: rowOf(list[0]), mask: maskOf[list[0]], classes: list }));
}
