import { markOf, type Mark } from '../marks';
import { INDICATOR } from './cursor';
import { plainKey } from './key';
import { put, type Plain } from './merge';
import { QuotedReader } from './quoted';
import { isSuspect, resolvePlain } from './scalar';

// Characters as numbers of this file: imported constants cost a property access each.
const TAB = 9;
const LF = 10;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/**
 * Flow collections: `[a, b]` and `{a: b}`, over several lines too.
 *
 * Indentation does not matter inside them, as for kubectl; the full parser would want the lines indented.
 */
export abstract class FlowStyleReader extends QuotedReader {
  /** Write a property; a key that is there already leaves the subset, as it needs a warning. */
  protected put(target: Plain, key: string, value: unknown): void {
    if (target[key] !== undefined && Object.hasOwn(target, key)) this.leave();
    put(target, key, value);
    this.nodes += 2;
  }

  protected scalar(text: string): unknown {
    if (!isSuspect(text)) return text;
    const value = resolvePlain(text);
    if (typeof value === 'number' && !Number.isFinite(value)) this.leave();
    return value;
  }

  protected flow(): unknown {
    if (++this.depth > this.options.maxDepth) this.leave();
    const value = this.text.charCodeAt(this.pos) === OPEN_LIST ? this.flowList() : this.flowMap();
    this.depth--;
    return value;
  }

  private flowList(): unknown[] {
    const mark: Mark = markOf(this.pos++);
    const list: unknown[] = [];
    for (;;) {
      let c = this.skipFlowSpace();
      if (c === CLOSE_LIST) break;
      list.push(this.flowValue(c));
      this.nodes++;
      if (this.options.recording) (mark.items ??= []).push(this.mark!);
      c = this.skipFlowSpace();
      if (c === CLOSE_LIST) break;
      if (c !== COMMA) this.leave();
      this.pos++;
    }
    this.pos++;
    this.mark = mark;
    return list;
  }

  private flowMap(): Plain {
    const mark: Mark = markOf(this.pos++);
    const map: Plain = {};
    for (;;) {
      let c = this.skipFlowSpace();
      if (c === CLOSE_MAP) break;
      const keyAt = this.pos;
      const key = this.flowKey(c);
      const { lineStart } = this;
      let value: unknown = null;
      this.mark = markOf(keyAt);
      c = this.skipFlowSpace();
      if (c === COLON) {
        if (this.lineStart !== lineStart) this.leave();
        this.pos++;
        c = this.skipFlowSpace();
        if (c !== COMMA && c !== CLOSE_MAP) value = this.flowValue(c);
        c = this.skipFlowSpace();
      }
      this.put(map, key, value);
      if (this.options.recording) (mark.keys ??= new Map()).set(key, this.mark);
      if (c === CLOSE_MAP) break;
      if (c !== COMMA) this.leave();
      this.pos++;
    }
    this.pos++;
    this.mark = mark;
    return map;
  }

  private flowKey(c: number): string {
    const start = this.lineStart;
    if (c !== DOUBLE && c !== SINGLE) {
      const at = this.pos;
      const text = this.flowPlain(c);
      if (text === '<<') this.leave();
      return plainKey(text, at);
    }
    const key = this.quoted();
    if (this.lineStart !== start) this.leave();
    return key;
  }

  private flowValue(c: number): unknown {
    const at = this.pos;
    if (c === OPEN_LIST || c === OPEN_MAP) return this.flow();
    const value = c === DOUBLE || c === SINGLE ? this.quoted() : this.scalar(this.flowPlain(c));
    this.mark = markOf(at);
    return value;
  }

  private flowPlain(first: number): string {
    const { text } = this;
    const start = this.pos;
    if (INDICATOR[first] === 1) this.leave();
    if (first === DASH && !isWordCharacter(text.charCodeAt(start + 1))) this.leave();
    let pos = start;
    let end = start;
    for (let c = first; ; c = text.charCodeAt(++pos)) {
      if (c === COMMA || c === CLOSE_LIST || c === CLOSE_MAP) break;
      if (c === LF) {
        this.pos = pos;
        const next = this.skipFlowSpace(false);
        if (next !== COMMA && next !== CLOSE_LIST && next !== CLOSE_MAP) this.leave();
        return text.slice(start, end);
      }
      if (c === COLON) {
        if (this.isBlank(pos + 1) || text.charCodeAt(pos + 1) === TAB) break;
        if (!isWordCharacter(text.charCodeAt(pos + 1))) this.leave();
      }
      if (c === HASH && isSpace(text.charCodeAt(pos - 1))) this.leave();
      if (c === QUESTION || c === OPEN_LIST || c === OPEN_MAP) this.leave();
      if (!isSpace(c)) end = pos + 1;
    }
    this.pos = pos;
    return text.slice(start, end);
  }

  /** Over white space and comments; a tab counts as white space, but not as the indentation of a line behind a plain scalar. */
  private skipFlowSpace(withTabs = true): number {
    const { text } = this;
    for (;;) {
      let c = this.skipSpaces();
      while (c === TAB) {
        if (!withTabs) this.leave();
        this.pos++;
        c = this.skipSpaces();
      }
      if (c === HASH && (this.isBlank(this.pos - 1) || text.charCodeAt(this.pos - 1) === TAB)) this.pos = text.indexOf('\n', this.pos);
      else if (c !== LF) return c;
      if (this.pos + 1 >= this.end || text.startsWith('...', this.pos + 1)) this.leave();
      this.lineStart = ++this.pos;
    }
  }
}

function isSpace(c: number): boolean {
  return c === SPACE || c === TAB;
}

/** Letters, digits and characters of paths and numbers: nothing that has a meaning in a flow collection. */
function isWordCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 47 || c === 46 || c === 45 || c === 95 || c > 159;
}
