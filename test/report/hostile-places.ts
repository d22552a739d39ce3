import { escapeText } from '../../src/text/escape';

/** Puts another name into every place of an answer where one stands. */

/** A name that stands for others. */
export const PLACE = 'place-of-a-name';

/** The value with a name of its own in each text that holds the placeholder; what is no plain data stays as it is. */
export function withNames<T>(value: T, next: () => string): T {
  return replaced(value, next) as T;
}

function replaced(value: unknown, next: () => string): unknown {
  if (typeof value === 'string') return value.includes(PLACE) ? text(value, next) : value;
  if (typeof value === 'function') return (...given: unknown[]) => replaced((value as (...arguments_: unknown[]) => unknown)(...given), next);
  if (Array.isArray(value)) return value.map((item) => replaced(item, next));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [replaced(key, next), replaced(item, next)]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  // a reason may have several lines
  const ofKey = (key: string) => (/^reasons?$/.test(key) ? () => next().replaceAll('\n', ' ') : next);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [replaced(key, next), replaced(item, ofKey(key))]));
}

/** Lines, such as a program, have their names escaped when they are made. */
function text(value: string, next: () => string): string {
  const name = () => (value.includes('\n') ? escapeText(next()) : next());
  return value.split(PLACE).reduce((before, after) => `${before}${name()}${after}`);
}
