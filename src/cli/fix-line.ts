import type { Fault } from '../errors';
import { escapeText } from '../text/escape';

/** The line below a message that says what to change. */
export function fixLine(fix: string | undefined): string {
  return fix === undefined ? '' : `  fix: ${escapeText(fix)}\n`;
}

/** A fault of a file, with its place in front and the fix on a line of its own. */
export function faultLines(code: string, { place, what, fix }: Fault): string {
  return `${escapeText(place)}: ${code}: ${escapeText(what)}\n${fixLine(fix)}`;
}
