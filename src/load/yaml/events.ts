import type * as Yaml from 'js-yaml';
import { DocumentFault } from '../fault';
import { printable } from '../../text/quote';
import { PaddedText } from './padding';

/** The parser, loaded when the first document needs it. */
let parser: typeof Yaml | undefined;

function yaml(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most runs need no full parser, and it costs start-up time
  return (parser ??= require('js-yaml') as typeof Yaml);
}

/** The node kinds of the event stream. */
export const DOCUMENT = 1;
export const SEQUENCE = 2;
export const MAPPING = 3;
export const SCALAR = 4;
export const ALIAS = 5;

export type ScalarEvent = Yaml.ScalarEvent;
export type NodeEvent = Yaml.Event;

/** The structure of the first document of a text, and where text stands that kubectl never looks at. */
interface FirstDocument {
  readonly events: readonly Yaml.Event[];
  readonly ignoredFrom?: number;
}

/** The mark of the end of a document. */
export const END_MARK = /^\.\.\.(?=\s)/m;
const REST = /(?:\s|#[^\n]*)*/y;

/** The structure of the first document as events with offsets; syntax errors become faults. What stands behind its end is not looked at. */
export function firstDocument(text: string, maxDepth: number): FirstDocument {
  const mark = END_MARK.exec(text);
  if (mark === null) return eventsOf(text, maxDepth);
  REST.lastIndex = mark.index + 3;
  REST.exec(text);
  const ignored = REST.lastIndex < text.length ? { ignoredFrom: REST.lastIndex } : {};
  return { ...ignored, ...eventsOf(text.slice(0, mark.index), maxDepth) };
}

/** How many characters are parsed again, at most, after lines of a document were indented. */
const MAX_REPEATED = 2 ** 26;

function eventsOf(text: string, maxDepth: number): FirstDocument {
  const padded = new PaddedText(text);
  for (let left = MAX_REPEATED; ; left -= text.length) {
    try {
      return { events: padded.placed(yaml().parseEvents(padded.text, { maxDepth: maxDepth + 1 })) };
    } catch (error) {
      if (error instanceof RangeError) throw tooDeep(maxDepth, 0);
      if (!(error instanceof yaml().YAMLException)) throw error;
      const offset = padded.placeOf(error.mark?.position ?? 0);
      if (error.reason === 'deficient indentation' && left > 0 && padded.indent(offset)) continue;
      return afterError(text, error.reason, offset, maxDepth);
    }
  }
}

function afterError(text: string, reason: string, offset: number, maxDepth: number): FirstDocument {
  if (reason.startsWith('nesting exceeded')) throw tooDeep(maxDepth, offset);
  if (reason.startsWith('end of the stream') && offset > 0 && offset < text.length) return { ...eventsOf(text.slice(0, offset), maxDepth), ignoredFrom: offset };
  const fix = text.includes('{{') ? 'the text holds `{{`, templates must be rendered first' : undefined;
  throw new DocumentFault('broken-yaml', `not valid YAML: ${printable(reason)}`, offset, fix);
}

export function tooDeep(maxDepth: number, offset: number): DocumentFault {
  return new DocumentFault('too-deep', `the document nests deeper than ${maxDepth} levels`, offset, 'flatten it');
}

export function scalarText(text: string, event: Yaml.ScalarEvent): string {
  return yaml().getScalarValue(text, event);
}

/** Two escapes of YAML 1.2 that kubectl refuses: halves of a surrogate pair, and the slash. */
export function refuseEscapes(text: string, event: Yaml.ScalarEvent): void {
  if (event.style !== 3 || event.fast) return;
  const escape = /(?<!\\)(?:\\\\)*\\(?:u[dD][89a-fA-F]|\/)/.exec(text.slice(event.valueStart, event.valueEnd));
  if (escape === null) return;
  throw new DocumentFault('bad-escape', `kubectl refuses the escape \`${escape[0]}\``, event.valueStart + escape.index, 'write the character itself');
}

/** Whether the scalar is written without quotes and without a bar. */
export function isPlain(event: Yaml.ScalarEvent): boolean {
  return event.style === 1;
}

/** Where a scalar begins: at its quote or bar, if it has one; -1 if it is empty. */
export function scalarStart(text: string, event: Yaml.ScalarEvent): number {
  if (event.valueStart < 0 || isPlain(event)) return event.valueStart;
  if (event.style === 2 || event.style === 3) return event.valueStart - 1;
  return text.lastIndexOf(event.style === 4 ? '|' : '>', event.valueStart - 1);
}

/** The long form of a tag; an empty text if there is none. */
export function longTag(text: string, event: { tagStart: number; tagEnd: number }, handles: ReadonlyMap<string, string>): string {
  if (event.tagStart < 0) return '';
  const tag = text.slice(event.tagStart, event.tagEnd);
  if (tag.startsWith('!<')) return tag.slice(2, -1);
  const end = tag.indexOf('!', 1) + 1;
  const handle = end > 0 ? tag.slice(0, end) : '!';
  return (handles.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : handle)) + tag.slice(handle.length);
}
