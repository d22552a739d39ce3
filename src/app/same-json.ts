/** Whether two values of JSON are equal; the order of keys does not count. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson((a as Entries)[key], (b as Entries)[key]));
}

type Entries = Readonly<Record<string, unknown>>;

/** The keys of a record in the order of cdk8s; most records of a manifest have them so. */
export function sortedKeys(entries: Entries): string[] {
  const keys = Object.keys(entries);
  for (let i = 1; i < keys.length; i++) if (keys[i - 1] > keys[i]) return keys.sort();
  return keys;
}
