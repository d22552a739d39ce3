/** Everything that moves a cursor, ends a line or turns the reading direction: C0, DEL, C1, separators, marks, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const UNSAFE_UNITS = /[\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]/g;
/** Names that the API server lets through, and the marks of our own labels. */
const PLAIN = /^[A-Za-z0-9 ./[\]{}:,=-]*$/;

/** Text of the input for one line of a terminal or a text form. */
export function escapeText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSAFE, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}

/** A cell of a Markdown table: whatever could be markup, a link or a mention becomes an entity. */
export function escapeMarkdown(text: string): string {
  const safe = PLAIN.test(text) ? text : escapeText(text).replace(/[^A-Za-z0-9 ./[\]{}:,=-]/gu, (c) => `&#${c.codePointAt(0)};`);
  return /:\/\/|www\./i.test(safe) ? safe.replace(/:\/\//g, '&#58;//').replace(/(www)\./gi, '$1&#46;') : safe;
}

/** A field of RFC 4180, in quotes where it needs them; what a spreadsheet would take for a formula gets an apostrophe. */
export function escapeCsv(text: string): string {
  const safe = escapeText(text);
  const inert = /^[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",]|^ /.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
}

/** A quoted string of DOT; a backslash starts an escape there, so it is doubled. */
export function escapeDot(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${escapeText(text).replace(/[\\"]/g, '\\$&')}"`;
}

/** A JSON string that is safe to print on a terminal, too. */
export function escapeJson(text: string): string {
  const quoted = JSON.stringify(text);
  return PLAIN.test(text) ? quoted : quoted.replace(UNSAFE_UNITS, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as JSON in one line, safe to print on a terminal. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_UNITS, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
