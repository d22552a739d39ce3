/** The fields of an object of the input; their types are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields: no list, and not `null`. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a field that the object itself has, not its prototype: a key of the input may be `constructor`. */
export function fieldOf(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
