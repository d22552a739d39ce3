import { DocumentFault } from '../fault';
import type { Loaded } from '../loaded';
import type { Mark } from '../marks';
import type { ByteSource, DocumentOrigin } from '../source';
import { cutJson, skipBlanks, type JsonCut } from './scan';
import { readJson } from './exact';

/** Longer text does not fit into a string; a list is read entry by entry. */
const MAX_STRING = 2 ** 29 - 25;

/** Broken text up to this length is read again for the place of the error. */
const MAX_EXPLAINED = 2 ** 26;

/** Read a file of JSON values in sequence; undefined if YAML document marks are between them. */
export function readJsonFile(source: ByteSource, maxDepth: number): Loaded[] | undefined {
  const { bytes } = source;
  const loaded: Loaded[] = [];
  for (let at = skipBlanks(bytes, 0); at < bytes.length; at = skipBlanks(bytes, at)) {
    // kubectl takes text in brackets for YAML: of it, the first value alone
    if (loaded.length > 0 && bytes[skipBlanks(bytes, 0)] === 91) return undefined;
    if (bytes[at] === 45 && bytes[at + 1] === 45 && bytes[at + 2] === 45) return undefined;
    const cut = cutOrExplain(source, at, maxDepth);
    loaded.push(loadCut(source, cut));
    at = cut.end;
  }
  return loaded;
}

/** Where counting brackets finds no end, reading on finds the place. */
function cutOrExplain(source: ByteSource, at: number, maxDepth: number): JsonCut {
  try {
    return cutJson(source.bytes, at, maxDepth);
  } catch (error) {
    if (error instanceof DocumentFault && error.code === 'broken-json' && source.bytes.length - at < MAX_EXPLAINED) {
      parse(source, at, source.bytes.length, true);
    }
    throw error;
  }
}

function loadCut(source: ByteSource, cut: JsonCut): Loaded {
  const origin = new JsonOrigin(source, cut.start, cut.end);
  if (cut.open >= 0) {
    const head = source.slice(cut.start, cut.open + 1) + source.slice(cut.close, cut.end);
    const list = tryParse(head) as { kind?: unknown; items?: unknown } | undefined;
    if (typeof list === 'object' && list !== null && typeof list.kind === 'string' && list.kind.endsWith('List') && Array.isArray(list.items)) {
      list.items = entriesOf(source, cut);
      return { value: list, origin, entry: (index) => entryOrigin(source, cut, index) };
    }
  }
  return { value: parse(source, cut.start, cut.end, cut.long.length > 0), origin };
}

function entriesOf(source: ByteSource, cut: JsonCut): unknown[] {
  const { entries, long } = cut;
  const last = entries.length - 2;
  if (last === 0 && skipBlanks(source.bytes, entries[0]) === entries[1]) return [];
  const values: unknown[] = [];
  for (let i = 0, seen = 0; i <= last; i += 2) {
    while (seen < long.length && long[seen] < entries[i]) seen++;
    values.push(parse(source, entries[i], entries[i + 1], seen < long.length && long[seen] < entries[i + 1]));
  }
  return values;
}

function entryOrigin(source: ByteSource, cut: JsonCut, index: number): DocumentOrigin {
  return new JsonOrigin(source, skipBlanks(source.bytes, cut.entries[2 * index]), cut.entries[2 * index + 1]);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value between two offsets; what `JSON.parse` refuses is read again for the place of the error. */
function parse(source: ByteSource, start: number, end: number, exactly: boolean): unknown {
  if (end - start > MAX_STRING) {
    throw new DocumentFault('too-large', 'the JSON value does not fit into memory as one text', start, 'cut it into a list with `items`');
  }
  const text = source.slice(start, end);
  if (!exactly) {
    const value = tryParse(text);
    if (value !== undefined) return value;
  }
  try {
    return readJson(text).value;
  } catch (error) {
    if (error instanceof RangeError) throw new DocumentFault('too-deep', 'the JSON value nests too deep', start, 'flatten it');
    if (!(error instanceof DocumentFault)) throw error;
    throw new DocumentFault(error.code, error.message, start + Buffer.byteLength(text.slice(0, error.offset)), error.fix);
  }
}

/** A JSON value in a file of bytes. */
class JsonOrigin implements DocumentOrigin {
  constructor(public readonly source: ByteSource, public readonly at: number, private readonly end: number) {}

  public marks(): Mark {
    const text = this.source.slice(this.at, this.end);
    const { mark } = readJson(text);
    return moved(mark, this.source.ascii ? undefined : bytesBefore(text), this.at);
  }
}

/** The number of bytes before each character. */
function bytesBefore(text: string): Uint32Array {
  const before = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const surrogate = c >= 0xd800 && c < 0xe000;
    before[i + 1] = before[i] + (c < 0x80 ? 1 : c < 0x800 || surrogate ? 2 : 3);
  }
  return before;
}

function moved(mark: Mark, before: Uint32Array | undefined, base: number): Mark {
  const copy: Mark = { at: base + (before === undefined ? mark.at : before[mark.at]) };
  if (mark.items !== undefined) copy.items = mark.items.map((item) => moved(item, before, base));
  if (mark.keys !== undefined) copy.keys = new Map([...mark.keys].map(([key, value]) => [key, moved(value, before, base)]));
  return copy;
}
