/**
 * Small numbers by key, in one array: the values of key `k` are `values[first[k]]` to `values[first[k + 1]]` (exclusive).
 *
 * INVARIANT: `first` is ascending and one longer than the number of keys; its last entry is the length of `values`.
 */
export interface Multimap {
  readonly first: Int32Array;
  readonly values: Int32Array;
}

/** Collects `value` under `key` for each pair; `each` must yield the same pairs both times that it is called. */
export function multimapOf(keys: number, each: (add: (key: number, value: number) => void) => void): Multimap {
  const first = new Int32Array(keys + 1);
  each((key) => first[key + 1]++);
  for (let k = 0; k < keys; k++) first[k + 1] += first[k];
  const next = first.slice();
  const values = new Int32Array(first[keys]);
  each((key, value) => (values[next[key]++] = value));
  return { first, values };
}

/** How many values a key has. */
export function countOf({ first }: Multimap, key: number): number {
  return first[key + 1] - first[key];
}

/** The values of a key, in the order of the pairs; a view of the shared array, not a copy. */
export function valuesOf({ first, values }: Multimap, key: number): Int32Array {
  return values.subarray(first[key], first[key + 1]);
}
