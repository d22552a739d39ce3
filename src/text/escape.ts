import { codePointEscape, codeUnitEscapes, replaceUnsafe } from './characters';

/** Names that the API server lets through, and the marks of our own labels: no form has to escape them. */
const PLAIN = /^[A-Za-z0-9 ./[\]{}:,=-]*$/;
/** Characters of no alphabet, which XML 1.0 forbids. */
const NONCHARACTER = /[\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;

/** The start of a workflow command at the start of a line: two colons and a word that is no part of an IPv6 address or of a range of them. */
const WORKFLOW_COMMAND = /^(\s*):(?=:[a-z-]*[g-z])/i;

/** Text of the input for one line of a terminal or a text form; nothing in it is a command of a CI runner (`##[error]`, `::error::`). */
export function escapeText(text: string): string {
  const safe = replaceUnsafe(text, codePointEscape);
  return safe.includes('::') ? safe.replace(WORKFLOW_COMMAND, '$1\\u{3a}') : safe;
}

/** A line of a log: two colons at its start are never meant. */
export function escapeLog(text: string): string {
  return escapeText(text).replace(/^( *):(?=:)/, '$1\\u{3a}');
}

/** The message of a workflow command: a line end would start another one. */
export function escapeCommand(text: string): string {
  return escapeLog(text).replace(/%/g, '%25');
}

/** A property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeCommand(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A cell of a Markdown table: whatever could be markup, a link or a mention becomes an entity. */
export function escapeMarkdown(text: string): string {
  const safe = PLAIN.test(text) ? text : escapeText(text).replace(/[^A-Za-z0-9 ./[\]{}:,=-]/gu, (c) => `&#${c.codePointAt(0)};`);
  return /:\/\/|www\./i.test(safe) ? safe.replace(/:\/\//g, '&#58;//').replace(/(www)\./gi, '$1&#46;') : safe;
}

/** Text that a viewer may render as Markdown with links only, such as a message of SARIF. */
export function escapeLinks(text: string): string {
  return escapeLog(text).replace(/\](?=[([])/g, '] ');
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

/** Text between the tags and in the attributes of XML. */
export function escapeXml(text: string): string {
  return escapeText(text).replace(NONCHARACTER, codePointEscape).replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

/** A value as JSON in one line, safe to print on a terminal. */
export function jsonLine(value: unknown): string {
  return replaceUnsafe(JSON.stringify(value), codeUnitEscapes);
}

/** JSON that is safe to print on a terminal and to embed in a page. */
export function inertJson(value: unknown): string {
  return jsonLine(value).replace(/[<>&]/g, codeUnitEscapes);
}
