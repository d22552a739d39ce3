import { markOf, type Mark } from '../marks';
import { INDICATOR } from './cursor';
import { FlowStyleReader } from './flow';
import { plainKey } from './key';
import { literalOf } from './literal';
import type { Plain } from './merge';
import { isSuspect } from './scalar';

// Characters as numbers of this file: imported constants cost a property access each.
const TAB = 9;
const LF = 10;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const OPEN_LIST = 91;
const OPEN_MAP = 123;
const BAR = 124;

/** Names that came before, found by a cheap hash of their text: most keys of a manifest are known. */
const KNOWN_KEYS: string[] = new Array(1024).fill('');

/**
 * The YAML of ordinary manifests, line by line: block mappings and lists, plain and quoted scalars, literals, flow collections.
 *
 * Whatever is outside (anchors, tags, merges, folded text, duplicate keys, tabs, errors) leaves the subset by an
 * exception, and the full parser reads the document instead. So the reader never has to be right about errors.
 */
export class YamlReader extends FlowStyleReader {
  /** Where the entries of the top-level list `items` begin, and at which column. */
  public readonly items: number[] = [];
  public itemsColumn = 0;
  /** Where the first value begins. */
  public startsAt = 0;

  /** The value of the whole document; undefined if it holds nothing. */
  public document(): unknown {
    this.nextContent(this.pos);
    this.startsAt = this.pos;
    if (this.column < 0) return undefined;
    const value = this.block(this.column);
    if (this.column >= 0 || this.nodes > this.options.maxNodes) this.leave();
    return value;
  }

  /** The places in the whole document. */
  public documentMarks(): Mark {
    this.document();
    return this.mark!;
  }

  /** The positions in one list item; the cursor is on its dash. */
  public itemMarks(column: number): Mark {
    this.lineStart = this.pos - column;
    this.item(column);
    return this.mark!;
  }

  private block(column: number): unknown {
    if (this.isDash()) return this.list(column);
    const at = this.pos;
    const key = this.key();
    return key === undefined ? this.leave() : this.map(column, at, key);
  }

  /** A mapping whose first key has been read. */
  private map(column: number, at: number, firstKey: string): Plain {
    if (++this.depth > this.options.maxDepth) this.leave();
    const mark: Mark = markOf(at);
    const map: Plain = {};
    let keyAt = at;
    let key: string | undefined = firstKey;
    for (;;) {
      const value = this.value(column, keyAt, this.depth === 1 && key === 'items');
      this.put(map, key, value);
      if (this.options.recording) (mark.keys ??= new Map()).set(key, this.mark!);
      if (this.column !== column) break;
      keyAt = this.pos;
      key = this.key();
      if (key === undefined) this.leave();
    }
    if (this.column > column) this.leave();
    this.depth--;
    this.mark = mark;
    return map;
  }

  private list(column: number, starts?: number[]): unknown[] {
    if (++this.depth > this.options.maxDepth) this.leave();
    const mark: Mark = markOf(this.pos);
    const list: unknown[] = [];
    do {
      if (starts !== undefined) starts.push(this.pos);
      list.push(this.item(column));
      this.nodes++;
      if (this.options.recording) (mark.items ??= []).push(this.mark!);
    } while (this.column === column && this.isDash());
    if (this.column > column) this.leave();
    this.depth--;
    this.mark = mark;
    return list;
  }

  /** The value after a key. */
  private value(column: number, keyAt: number, areItems: boolean): unknown {
    const c = this.skipSpaces();
    if (c !== LF && c !== HASH) return this.inline(column, c);
    this.endOfLine(c);
    const starts = areItems ? this.items : undefined;
    if (this.column >= column && this.isDash()) {
      this.itemsColumn = areItems ? this.column : this.itemsColumn;
      return this.list(this.column, starts);
    }
    if (this.column > column) return this.block(this.column);
    this.mark = markOf(keyAt);
    return null;
  }

  /** The value after a dash. */
  private item(column: number): unknown {
    const dashAt = this.pos++;
    const c = this.skipSpaces();
    if (c === LF || c === HASH) {
      this.endOfLine(c);
      if (this.column > column) return this.block(this.column);
      this.mark = markOf(dashAt);
      return null;
    }
    const inner = this.pos - this.lineStart;
    if (this.isDash()) return this.list(inner);
    const at = this.pos;
    const key = this.key();
    return key === undefined ? this.inline(column, c) : this.map(inner, at, key);
  }

  private endOfLine(c: number): void {
    if (c === HASH) this.pos = this.text.indexOf('\n', this.pos);
    this.nextContent(this.pos + 1);
  }

  /** A value that begins on the line of its key or dash. */
  private inline(column: number, c: number): unknown {
    const at = this.pos;
    let value: unknown;
    if (c === DOUBLE || c === SINGLE) {
      value = this.quoted();
    } else if (c === OPEN_LIST || c === OPEN_MAP) {
      value = this.flow();
      this.endValue();
      return value;
    } else if (c === BAR) {
      return this.literal(column);
    } else {
      return this.plain(column, c);
    }
    this.endValue();
    this.mark = markOf(at);
    return value;
  }

  private literal(column: number): string {
    const literal = literalOf(this.text, this.pos, this.end, column);
    if (literal === undefined) this.leave();
    this.mark = markOf(this.pos);
    this.nextContent(literal.next);
    return literal.value;
  }

  private plain(column: number, first: number): unknown {
    const at = this.pos;
    if (INDICATOR[first] === 1 || (first === DASH && this.isBlank(at + 1))) this.leave();
    let text = this.plainLine();
    this.endValue();
    while (this.column > column) {
      if (this.comments) this.leave();
      text += this.feeds === 1 ? ' ' : '\n'.repeat(this.feeds - 1);
      text += this.plainLine();
      this.endValue();
    }
    this.mark = markOf(at);
    return this.scalar(text);
  }

  /** The words of a plain scalar on this line; the cursor goes behind the last of them. */
  private plainLine(): string {
    const { text } = this;
    const start = this.pos;
    let pos = start;
    let end = start;
    for (let c = text.charCodeAt(pos); c !== LF; c = text.charCodeAt(++pos)) {
      if (c === SPACE) continue;
      if (c === COLON && this.isBlank(pos + 1)) this.leave();
      if (c === HASH && text.charCodeAt(pos - 1) === SPACE) break;
      if (c === TAB) this.leave();
      end = pos + 1;
    }
    this.pos = end;
    return text.slice(start, end);
  }

  /** The key that begins here, the cursor behind its colon; undefined, and the cursor where it was, if there is none. */
  private key(): string | undefined {
    const { text } = this;
    const start = this.pos;
    const first = text.charCodeAt(start);
    if (first === DOUBLE || first === SINGLE) return this.quotedKey();
    if (INDICATOR[first] === 1) return undefined;
    if (first === DOT && this.column === 0 && text.startsWith('... ', start)) this.leave();
    let pos = start;
    let hash = 0;
    for (let c = first; ; c = text.charCodeAt(++pos)) {
      if (c === COLON && this.isBlank(pos + 1)) break;
      if (c === LF || (c === HASH && text.charCodeAt(pos - 1) === SPACE)) return undefined;
      if (c === TAB) this.leave();
      hash = (hash * 31 + c) & 0xffff;
    }
    this.pos = pos + 1;
    const length = pos - start;
    const known = KNOWN_KEYS[hash & 1023];
    if (known.length === length && text.startsWith(known, start)) return known;
    return this.newKey(text.slice(start, pos), start, hash & 1023);
  }

  private newKey(text: string, at: number, slot: number): string {
    let end = text.length;
    while (text.charCodeAt(end - 1) === SPACE) end--;
    const key = text.slice(0, end);
    if (key === '<<' || (key.charCodeAt(0) === DASH && this.isBlank(at + 1))) this.leave();
    if (isSuspect(key)) return plainKey(key, at);
    if (key.length === text.length && key.length <= 64) KNOWN_KEYS[slot] = key;
    return key;
  }

  private quotedKey(): string | undefined {
    const { pos, lineStart } = this;
    const key = this.quoted();
    if (this.text.charCodeAt(this.pos) === COLON && this.isBlank(this.pos + 1) && this.lineStart === lineStart) {
      this.pos++;
      return key;
    }
    this.pos = pos;
    this.lineStart = lineStart;
    return undefined;
  }
}
