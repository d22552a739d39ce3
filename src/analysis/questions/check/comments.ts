import type { Mistake } from '../../../errors';
import { Ignore, parseIgnore } from './ignores';

/** An ignore in a comment, and the lines that it covers, from 1. */
export interface CommentIgnore {
  readonly line: number;
  readonly first: number;
  readonly last: number;
  /** Or what is wrong with it. */
  readonly ignore: Ignore | Mistake;
}

const MARK = /(?:^|\s)#\s*netfence-ignore\b:?[ \t]*(.*)$/;
const OWN_LINE = /^\s*#/;
const BLANK = /^\s*(?:#.*)?$/;
const DOCUMENT = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * Reads `# netfence-ignore rule: reason` from YAML. On a line of its own it covers the field below with everything inside, above the first
 * field of an object the whole object; behind a field, the field with everything inside.
 */
export function commentIgnores(text: string, file: string, known: readonly string[]): CommentIgnore[] {
  if (!text.includes('netfence-ignore')) return [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, i) => {
    const match = MARK.exec(line);
    if (match === null) return [];
    const start = OWN_LINE.test(line) ? nextContent(lines, i + 1) : i;
    const last = start < 0 ? start : endOf(lines, start);
    return [{ line: i + 1, first: start + 1, last: last + 1, ignore: parseIgnore(match[1], `${file}:${i + 1}`, known) }];
  });
}

/** The next line with a field; none before the document ends. */
function nextContent(lines: readonly string[], from: number): number {
  for (let i = from; i < lines.length; i++) {
    if (DOCUMENT.test(lines[i])) return -1;
    if (!BLANK.test(lines[i])) return i;
  }
  return -1;
}

/** The last line of the block that begins on a line. */
function endOf(lines: readonly string[], start: number): number {
  const whole = isFirst(lines, start);
  const indent = indentOf(lines[start]);
  const isEntry = /^\s*-(?:\s|$)/.test(lines[start]);
  let last = start;
  for (let i = start + 1; i < lines.length && !DOCUMENT.test(lines[i]); i++) {
    if (BLANK.test(lines[i])) continue;
    const deeper = indentOf(lines[i]) > indent || (!isEntry && indentOf(lines[i]) === indent && /^\s*-(?:\s|$)/.test(lines[i]));
    if (!whole && !deeper) break;
    last = i;
  }
  return last;
}

/** Whether a line is the first of its document. */
function isFirst(lines: readonly string[], line: number): boolean {
  for (let i = line - 1; i >= 0; i--) {
    if (DOCUMENT.test(lines[i])) return true;
    if (!BLANK.test(lines[i])) return false;
  }
  return true;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
