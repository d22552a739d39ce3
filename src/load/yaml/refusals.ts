import { DocumentFault } from '../fault';
import { isPlain, MAPPING, SCALAR, scalarStart, SEQUENCE, type NodeEvent, type ScalarEvent } from './events';

/** The longest key that is not marked by `?`. @see https://yaml.org/spec/1.1/#id872083 */
const MAX_KEY = 1024;

/** A scalar in the text, its quotes or its bar included. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'quoted' | 'block';
  /** The column of the block collection around it; -1 at the root. */
  readonly indent: number;
}

/** A collection that is open. */
interface Open {
  readonly isMapping: boolean;
  readonly isFlow: boolean;
  readonly column: number;
  children: number;
}

/**
 * Refuses what the parser of kubectl refuses and the full parser here takes: tabs where only spaces may stand, keys and their colons on two lines.
 * @see https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/scannerc.go
 */
export function refuseForKubectl(written: string, events: readonly NodeEvent[]): void {
  const text = written.replaceAll('\r', '\n');
  const spans = spansOf(text, events);
  if (text.includes('\t')) new TabWatch(text, spans).run();
}

/** The scalars in their order; keys are checked on the way. */
function spansOf(text: string, events: readonly NodeEvent[]): Span[] {
  const spans: Span[] = [];
  const stack: Open[] = [];
  for (const event of events) {
    const parent = stack.at(-1);
    if (event.type === MAPPING || event.type === SEQUENCE) {
      count(parent);
      const isFlow = parent?.isFlow === true || text[event.start] === '{' || text[event.start] === '[';
      const column = isFlow ? parent?.column ?? -1 : event.start - lineStart(text, event.start);
      refuseProperties(text, event);
      if (!isFlow) refuseLateBlock(text, event.start);
      stack.push({ isMapping: event.type === MAPPING, isFlow, column, children: 0 });
    } else if (event.type === SCALAR) {
      const isKey = parent?.isMapping === true && parent.children % 2 === 0;
      count(parent);
      refuseProperties(text, event);
      const span = spanOf(text, event, parent?.column ?? -1);
      if (span === undefined) continue;
      spans.push(span);
      refuseSpan(text, span, parent?.isFlow === true);
      if (isKey) refuseKey(text, span, firstOf(event, span.start));
    } else if ('anchorStart' in event) {
      count(parent);
      refuseProperties(text, event);
    } else if (!('directives' in event)) {
      stack.pop();
    }
  }
  return spans;
}

function count(parent: Open | undefined): void {
  if (parent !== undefined) parent.children++;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function spanOf(text: string, event: ScalarEvent, indent: number): Span | undefined {
  const start = scalarStart(text, event);
  if (start < 0) return undefined;
  if (isPlain(event)) return { start, end: event.valueEnd, style: 'plain', indent };
  const isQuoted = text[start] === '"' || text[start] === '\'';
  return { start, end: event.valueEnd + (isQuoted ? 1 : 0), style: isQuoted ? 'quoted' : 'block', indent };
}

/** Where an anchor and a tag stand, behind their marks; -1 where there is none. */
interface Properties {
  readonly anchorStart: number;
  readonly anchorEnd: number;
  readonly tagStart?: number;
  readonly tagEnd?: number;
}

/** Where a node begins with its anchor and its tag. */
function firstOf({ anchorStart, tagStart = -1 }: Properties, start: number): number {
  return Math.min(start, ...[anchorStart, tagStart].filter((at) => at >= 0));
}

function refuseProperties(text: string, { anchorStart, anchorEnd, tagStart = -1, tagEnd = -1 }: Properties): void {
  if (anchorStart >= 0 && !/^[\w-]+$/.test(text.slice(anchorStart, anchorEnd))) refuse('the name of an anchor has letters, digits, `-` and `_` only', anchorStart);
  if (anchorStart >= 0 && /[^\s?:,\]}%@`]/.test(text[anchorEnd] ?? ' ')) refuse('behind an anchor stands a blank', anchorEnd);
  if (tagStart >= 0 && (/^!(?:[\w-]*!)$/.test(text.slice(tagStart, tagEnd)) || /\S/.test(text[tagEnd] ?? ' '))) refuse('a tag has a name, and a blank behind it', tagStart);
}

function refuse(what: string, at: number): never {
  throw new DocumentFault('broken-yaml', `not valid YAML for kubectl: ${what}`, at);
}

/** A block does not begin on the line of the key whose value it is. */
function refuseLateBlock(text: string, start: number): void {
  if (/:[ \t]/.test(text.slice(lineStart(text, start), start).replace(/^[ \t?:-]+/, ''))) refuse('a mapping or list in block style begins on a line of its own', start);
}

/** In brackets, `?` and `:` are no part of a word at its start; behind quotes nothing stands but what ends the value. */
function refuseSpan(text: string, { start, end, style }: Span, inFlow: boolean): void {
  if (style === 'plain' && inFlow && (text[start] === ':' || text.slice(start, end).includes('?'))) refuse('in brackets, `:` before and `?` in a word need quotes', start);
  if (style === 'quoted' && /[^\s,:\]}]/.test(text[end] ?? ' ')) refuse('text follows a closing quote', end);
}

/** A key without `?` is on one line with its colon. */
function refuseKey(text: string, { end }: Span, start: number): void {
  const colon = nextToken(text, end);
  if (text[colon] !== ':' || /\?[ \t\n]*$/.test(text.slice(Math.max(0, start - MAX_KEY), start))) return;
  if (text.slice(start, colon).includes('\n')) refuse('a key and its colon stand on two lines', start);
  if (colon - start > MAX_KEY) refuse(`a key has more than ${MAX_KEY} characters`, start);
}

/** The next character that is neither white space nor in a comment. */
function nextToken(text: string, from: number): number {
  const skip = /(?:[ \t\n\r]|(?<=[ \t\n])#[^\n]*)*/y;
  skip.lastIndex = from;
  skip.exec(text);
  return skip.lastIndex;
}

/** Looks at every tab outside of quotes and comments. */
class TabWatch {
  private level = 0;

  constructor(private readonly text: string, private readonly spans: readonly Span[]) {}

  public run(): void {
    let from = 0;
    for (const span of this.spans) {
      this.between(from, span.start);
      from = span.end;
      if (span.style === 'plain') {
        while (/[ \t\n\r]/.test(this.text[from] ?? '')) from++;
        this.inPlain(span, from);
      } else if (span.style === 'block') {
        this.inBlock(span);
      }
    }
    this.between(from, this.text.length);
  }

  /** Between scalars: in block style, a tab may not stand where a key could begin. */
  private between(from: number, to: number): void {
    const { text } = this;
    for (let at = from; at < to; at++) {
      const c = text[at];
      if (c === '#' && (at === 0 || /[ \t\n]/.test(text[at - 1]))) at = Math.max(at, text.indexOf('\n', at));
      else if (c === '[' || c === '{') this.level++;
      else if (c === ']' || c === '}') this.level--;
      else if (c === '\t' && this.level === 0) {
        const start = lineStart(text, at);
        if (start >= from || from === 0) this.refuseIf(/^(?!---|\.\.\.)[ \t?:-]*$/.test(text.slice(start, at)), at);
      }
    }
  }

  /** In a plain scalar and the white space behind it, a tab is no indentation. */
  private inPlain({ start, indent }: Span, to: number): void {
    const { text } = this;
    for (let feed = text.indexOf('\n', start); feed >= 0 && feed < to; feed = text.indexOf('\n', feed + 1)) {
      const tab = feed + 1 + /^ */.exec(text.slice(feed + 1, to))![0].length;
      this.refuseIf(text[tab] === '\t' && tab < to && tab - feed - 1 < indent + 1, tab);
    }
  }

  /** In a block of text, a tab is no indentation either; the first line with content says how deep it is. */
  private inBlock({ start, end, indent }: Span): void {
    const { text } = this;
    const header = text.indexOf('\n', start);
    const given = /[1-9]/.exec(text.slice(start, header < 0 ? end : header).split('#')[0]);
    let depth = given === null ? undefined : Math.max(indent, 0) + Number(given[0]);
    for (let feed = header; feed >= 0 && feed < end; feed = text.indexOf('\n', feed + 1)) {
      let at = feed + 1;
      while (text[at] === ' ' && (depth === undefined || at - feed - 1 < depth)) at++;
      this.refuseIf(text[at] === '\t' && at < end && (depth === undefined || at - feed - 1 < depth), at);
      if (depth === undefined && at < end && text[at] !== '\n') depth = at - feed - 1;
    }
  }

  private refuseIf(isRefused: boolean, at: number): void {
    if (isRefused) throw new DocumentFault('broken-yaml', 'not valid YAML for kubectl: a tab stands where only spaces may', at, 'write spaces');
  }
}
