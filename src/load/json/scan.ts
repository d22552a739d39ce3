import { DocumentFault } from '../fault';
import { tooDeep } from '../yaml/events';

// Characters of the structure, as bytes.
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

/** Integers of fewer digits are exact as numbers. */
const EXACT_DIGITS = 16;

/** One top-level value of a JSON text, cut into the entries of its list `items`: offsets in bytes. */
export interface JsonCut {
  readonly start: number;
  readonly end: number;
  /** The opening bracket of the top-level list `items`, and its closing one; -1 without. */
  readonly open: number;
  readonly close: number;
  /** The start and the end of each entry, blanks around it included, one after the other. */
  readonly entries: number[];
  /** The offsets of integers that a number may not represent exactly. */
  readonly long: number[];
}

/** The offset of the first character that is not JSON white space; the length if there is none. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let pos = from;
  while (pos < bytes.length && (bytes[pos] === 32 || (bytes[pos] >= 9 && bytes[pos] <= 13))) pos++;
  return pos;
}

/**
 * Find the end of the value that starts at `start` by counting brackets outside strings.
 *
 * One pass over the bytes, in which nothing is built: a dump may be longer than the longest string. Whether the parts
 * are valid is for `JSON.parse` to say.
 */
export function cutJson(bytes: Uint8Array, start: number, maxDepth: number): JsonCut {
  const { length } = bytes;
  const entries: number[] = [];
  const long: number[] = [];
  let open = -1;
  let close = -1;
  let depth = 0;
  let keyAt = -1;
  let inItems = false;
  let twice = false;
  const cut = (end: number): JsonCut => (twice ? { start, end, open: -1, close: -1, entries: [], long } : { start, end, open, close, entries, long });
  for (let pos = start; pos < length; pos++) {
    const c = bytes[pos];
    if (c === 32 && depth > 0) {
      // Most bytes of an indented dump are blanks.
      while (bytes[pos + 1] === 32) pos++;
      continue;
    }
    if (c === QUOTE) {
      if (depth === 1) keyAt = pos;
      pos = endOfString(bytes, pos);
      if (depth === 0) return cut(pos + 1);
    } else if (c === 123 || c === 91) {
      if (++depth > maxDepth) throw tooDeep(maxDepth, pos);
      if (c === 91 && depth === 2 && isItems(bytes, keyAt)) {
        // A second `items` wins over the first; the whole value is parsed then.
        if (open >= 0) twice = true;
        open = pos;
        inItems = true;
        entries.push(pos + 1);
      }
    } else if (c === 125 || c === 93) {
      depth--;
      if (inItems && depth === 1) {
        inItems = false;
        close = pos;
        entries.push(pos);
      }
      if (depth <= 0) return cut(pos + 1);
    } else if (c === COMMA) {
      if (inItems && depth === 2) entries.push(pos, pos + 1);
    } else if (c >= 48 && c <= 57) {
      let end = pos + 1;
      while (end < length && bytes[end] >= 48 && bytes[end] <= 57) end++;
      if (end - pos >= EXACT_DIGITS) long.push(pos);
      pos = end - 1;
    } else if (depth === 0 && (c <= 32 || c === COLON)) {
      return cut(pos);
    }
  }
  if (depth === 0) return cut(length);
  throw new DocumentFault('broken-json', 'the JSON text ends in the middle of a value', length, 'get the whole file, this one seems to be cut off');
}

function endOfString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let pos = start + 1; pos < length; pos++) {
    const c = bytes[pos];
    if (c === QUOTE) return pos;
    if (c === BACKSLASH) pos++;
  }
  throw new DocumentFault('broken-json', 'the JSON text ends in the middle of a string', length, 'get the whole file, this one seems to be cut off');
}

function isItems(bytes: Uint8Array, keyAt: number): boolean {
  return keyAt >= 0 && bytes[keyAt + 6] === QUOTE && bytes[keyAt + 1] === 105 && bytes[keyAt + 2] === 116 && bytes[keyAt + 3] === 101
    && bytes[keyAt + 4] === 109 && bytes[keyAt + 5] === 115;
}
