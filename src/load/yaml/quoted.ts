import { YamlCursor } from './cursor';

// Characters as numbers of this file: imported constants cost a property access each.
const TAB = 9;
const LF = 10;
const SPACE = 32;
const DOUBLE = 34;
const SINGLE = 39;
const BACKSLASH = 92;

/** The escapes of one letter; `\/` is none of them for kubectl. */
const ESCAPES = new Map<number, string>([
  ['0', '\0'], ['a', '\x07'], ['b', '\b'], ['t', '\t'], ['n', '\n'], ['v', '\v'], ['f', '\f'], ['r', '\r'], ['e', '\x1b'],
  [' ', ' '], ['"', '"'], ['\'', '\''], ['\\', '\\'], ['N', '\x85'], ['_', '\xa0'], ['L', '\u2028'], ['P', '\u2029'],
].map(([letter, value]) => [letter.charCodeAt(0), value]));

/** How many digits follow `\x`, `\u` and `\U`. */
const HEX_DIGITS = new Map([[120, 2], [117, 4], [85, 8]]);

/** Scalars in quotes, over several lines too. */
export abstract class QuotedReader extends YamlCursor {
  /** From the opening quote to behind the closing one. */
  protected quoted(): string {
    const { text } = this;
    const quote = text.charCodeAt(this.pos);
    const start = this.pos + 1;
    let pos = start;
    for (let c = text.charCodeAt(pos); ; c = text.charCodeAt(++pos)) {
      if (c === quote) {
        if (quote === SINGLE && text.charCodeAt(pos + 1) === SINGLE) break;
        this.pos = pos + 1;
        return text.slice(start, pos);
      }
      if (c === LF || (c === BACKSLASH && quote === DOUBLE)) break;
    }
    return this.quotedParts(start, pos, quote);
  }

  /** The long way: escapes and line breaks. `pos` is the first character that needs care. */
  private quotedParts(start: number, first: number, quote: number): string {
    const { text } = this;
    let value = '';
    let from = start;
    let pos = first;
    for (;;) {
      const c = text.charCodeAt(pos);
      if (c === quote) {
        value += text.slice(from, pos);
        if (quote !== SINGLE || text.charCodeAt(pos + 1) !== SINGLE) {
          this.pos = pos + 1;
          return value;
        }
        value += '\'';
        pos += 2;
        from = pos;
      } else if (c === BACKSLASH && quote === DOUBLE) {
        value += text.slice(from, pos);
        if (text.charCodeAt(pos + 1) === LF) {
          pos = this.lineOf(pos + 2);
        } else {
          value += this.escape(pos + 1);
          pos += 2 + (HEX_DIGITS.get(text.charCodeAt(pos + 1)) ?? 0);
        }
        from = pos;
      } else if (c === LF) {
        let trimmed = pos;
        while (trimmed > from && (text.charCodeAt(trimmed - 1) === SPACE || text.charCodeAt(trimmed - 1) === TAB)) trimmed--;
        value += text.slice(from, trimmed);
        let feeds = 0;
        for (; text.charCodeAt(pos) === LF; feeds++) pos = this.lineOf(pos + 1);
        value += feeds === 1 ? ' ' : '\n'.repeat(feeds - 1);
        from = pos;
      } else if (c === TAB) {
        this.leave();
      } else {
        pos++;
      }
    }
  }

  /** The first character that is no space in the line that starts here. */
  private lineOf(start: number): number {
    if (start >= this.end || this.text.startsWith('...', start)) this.leave();
    this.lineStart = start;
    let pos = start;
    while (this.text.charCodeAt(pos) === SPACE) pos++;
    return pos;
  }

  private escape(at: number): string {
    const c = this.text.charCodeAt(at);
    const simple = ESCAPES.get(c);
    if (simple !== undefined) return simple;
    const hex = this.text.slice(at + 1, at + 1 + (HEX_DIGITS.get(c) ?? 0));
    const code = /^[0-9a-fA-F]{2,8}$/.test(hex) && hex.length === HEX_DIGITS.get(c) ? parseInt(hex, 16) : -1;
    // Surrogates are an error for kubectl, so they are left to the full parser.
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) this.leave();
    return String.fromCodePoint(code);
  }
}
