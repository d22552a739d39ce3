import type { Mark } from '../marks';

// Characters as numbers of this file: imported constants cost a property access each.
const TAB = 9;
const LF = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

/** Thrown where the text leaves the subset of the reader; the full parser takes over. */
export const LEFT_SUBSET: unique symbol = Symbol('left the subset');

/** Characters that cannot begin a plain scalar, or begin something outside the subset. */
export const INDICATOR = new Uint8Array(128);
for (const c of ',[]{}#&*!|>\'"%@`?:\t\n') INDICATOR[c.charCodeAt(0)] = 1;

interface ReaderOptions {
  readonly maxDepth: number;
  readonly maxNodes: number;
  /** Remember where each value begins. */
  readonly recording: boolean;
}

/**
 * A place in the text of one document, and the steps from line to line.
 *
 * Every line of the text ends with a line feed, also the last one. After each block value the cursor is on the first
 * character of the next line with content, and `column` is its indentation (-1 behind the last line).
 */
export abstract class YamlCursor {
  protected column = -1;
  protected depth = 0;
  protected nodes = 0;
  protected lineStart = 0;
  /** The place of the value read last, when recording. */
  protected mark?: Mark;
  /** What the last step to a line with content went over. */
  protected feeds = 0;
  protected comments = false;

  constructor(protected readonly text: string, protected pos: number, protected readonly end: number, protected readonly options: ReaderOptions) {}

  protected leave(): never {
    throw LEFT_SUBSET;
  }

  protected isBlank(at: number): boolean {
    const c = this.text.charCodeAt(at);
    return c === SPACE || c === LF;
  }

  protected isDash(): boolean {
    return this.text.charCodeAt(this.pos) === DASH && this.isBlank(this.pos + 1);
  }

  protected skipSpaces(): number {
    let pos = this.pos;
    let c = this.text.charCodeAt(pos);
    while (c === SPACE) c = this.text.charCodeAt(++pos);
    this.pos = pos;
    return c;
  }

  /** From behind a value to the next line with content; anything but a comment behind the value leaves the subset. */
  protected endValue(): void {
    let c = this.text.charCodeAt(this.pos);
    this.comments = false;
    if (c === SPACE) {
      c = this.skipSpaces();
      if (c === HASH) {
        this.pos = this.text.indexOf('\n', this.pos);
        this.comments = true;
        c = LF;
      }
    }
    if (c !== LF) this.leave();
    this.feeds = 0;
    this.nextContent(this.pos + 1);
  }

  /** To the first character that is neither blank nor in a comment, from the start of a line. */
  protected nextContent(lineStart: number): void {
    const { text, end } = this;
    for (let start = lineStart; start < end;) {
      let pos = start;
      let c = text.charCodeAt(pos);
      while (c === SPACE) c = text.charCodeAt(++pos);
      this.feeds++;
      if (c !== LF && c !== HASH) {
        if (c === TAB) this.leave();
        this.pos = pos;
        this.lineStart = start;
        this.column = pos - start;
        return;
      }
      if (c === HASH) {
        this.comments = true;
        pos = text.indexOf('\n', pos);
      }
      start = pos + 1;
    }
    this.pos = end;
    this.column = -1;
  }
}
