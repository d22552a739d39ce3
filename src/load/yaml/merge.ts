import type { Mark } from '../marks';

export type Plain = Record<string, unknown>;

/** Write a property; `__proto__` is a key like any other. */
export function put(target: Plain, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * Carry out `<<`: the properties of a mapping, or of a list of mappings, go into the one around.
 *
 * As for kubectl the order of writing decides: a merge behind a key overwrites it, and of a list the first mapping wins.
 * False if there is something else to merge. The keys are noted in `merged`.
 */
export function mergeInto(target: Plain, targetMark: Mark, value: unknown, mark: Mark, merged: Set<string>): boolean {
  if (!Array.isArray(value)) return isMapping(value) && copy(target, targetMark, value, mark, merged);
  if (!value.every(isMapping)) return false;
  for (let i = value.length - 1; i >= 0; i--) copy(target, targetMark, value[i], mark.items?.[i], merged);
  return true;
}

function isMapping(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function copy(target: Plain, targetMark: Mark, from: Plain, mark: Mark | undefined, merged: Set<string>): boolean {
  for (const key of Object.keys(from)) {
    put(target, key, from[key]);
    merged.add(key);
    const inner = mark?.keys?.get(key);
    if (inner !== undefined) (targetMark.keys ??= new Map()).set(key, inner);
  }
  return true;
}
