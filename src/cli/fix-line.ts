import { escapeText } from '../text/escape';

/** The line below a message that says what to change. */
export function fixLine(fix: string | undefined): string {
  return fix === undefined ? '' : `  fix: ${escapeText(fix)}\n`;
}
