/** Small numbers by key, in one array: the values of key `k` are `values[first[k]]` to `values[first[k + 1]]` (exclusive). */
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

export function valuesOf({ first, values }: Multimap, key: number): Int32Array {
  return values.subarray(first[key], first[key + 1]);
}
