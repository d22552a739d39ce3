import { inBackticks } from './quote';

/** A value of a program for an error: in backticks, on one line, cut where it is long. */
export function show(value: unknown): string {
  return inBackticks(plain(value));
}

/** What a value is, for people: `a string`, `null`, `a Service`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object';
  return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? 'function' : String(value);
  return Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value) ? json(value) : kindOf(value);
}

/** Cyclic values have no JSON, so their kind is shown. */
function json(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return kindOf(value);
  }
}
