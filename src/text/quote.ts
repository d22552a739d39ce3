import { codePointEscape, replaceUnsafe } from './characters';

/** Of a value in backticks, and of any other text of the input in a message. */
const MAX_QUOTED = 80;
const MAX_PRINTED = 120;

/** A value of a manifest for a message: scalars in backticks, lists and objects by their kind. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  // the digits of the file are gone, and those of the nearest double are not what stands there
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 2 ** 63) return 'a number beyond 64 bits';
  return value === undefined ? 'nothing' : inBackticks(String(value));
}

/** Text in backticks; a backtick inside becomes an apostrophe. */
export function inBackticks(text: string): string {
  return `\`${printable(text, MAX_QUOTED).replace(/`/g, '\'')}\``;
}

/** Text of the input made fit for one line of a message: cut, with every unsafe character written as an escape. */
export function printable(text: string, longest = MAX_PRINTED): string {
  return replaceUnsafe(cut(text, longest), codePointEscape);
}

/** Never splits a surrogate pair. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, /[\ud800-\udbff]/.test(text[longest - 1]) && /[\udc00-\udfff]/.test(text[longest]) ? longest - 1 : longest)}…`;
}
