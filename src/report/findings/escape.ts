import { escapeText, jsonLine } from '../../text/escape';

/** What is a character of no alphabet in Unicode, and forbidden in XML 1.0. */
const NO_CHARACTER = /[\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;

/** One line of words about findings: nothing in it is a command of a CI runner. */
export function escapeWords(text: string): string {
  return escapeText(text).replace(/##\[/g, '##\\u{5b}').replace(/^( *):(?=:)/, '$1\\u{3a}');
}

/** Text between the tags and in the attributes of XML. */
export function escapeXml(text: string): string {
  return escapeText(text)
    .replace(NO_CHARACTER, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
    .replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

/** The message of a workflow command: a line end would start another one. */
export function escapeCommand(text: string): string {
  return escapeWords(text).replace(/%/g, '%25');
}

/** A property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeCommand(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Text that a viewer may read as Markdown in which links alone are alive. */
export function escapeLinks(text: string): string {
  return escapeWords(text).replace(/\](?=[([])/g, '] ');
}

/** JSON that stays inert on a terminal and inside a page. */
export function inertJson(value: unknown): string {
  return jsonLine(value).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}
