/**
 * The one table of characters that no output prints as they are: they move a cursor, end a line, turn the
 * reading direction or cannot be seen.
 *
 * C0, DEL and C1 (`Cc`), format characters with all bidi marks, joiners and tags (`Cf`), lone surrogates (`Cs`),
 * line and paragraph separators.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A fast test for most texts: they have no character of the table. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Where runners of CI look for commands in every line of a log: `##[error]`, `##vso[task.setvariable]`, `##teamcity[…]`.
 *
 * @see https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
const COMMAND = /(?<=#)#(?=[a-z]*\[)/gi;

/** The text with each character of the table, and with the start of each command of a runner, replaced by what `write` makes of it. */
export function replaceUnsafe(text: string, write: (character: string) => string): string {
  const inert = text.includes('##') ? text.replace(COMMAND, write) : text;
  return PRINTABLE_ASCII.test(inert) ? inert : inert.replace(UNSAFE, write);
}

/** `\u{202e}` */
export function codePointEscape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** `\u202e`, as JSON has it: two of them for a character beyond U+FFFF. */
export function codeUnitEscapes(character: string): string {
  let escapes = '';
  for (let i = 0; i < character.length; i++) escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escapes;
}

/** Whether text stays on one line and reads in one direction; marks and joiners that some scripts need may be in it. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}
