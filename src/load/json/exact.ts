import { DocumentFault } from '../fault';
import { markOf, type Mark } from '../marks';
import { put, type Plain } from '../yaml/merge';
import { integerOf } from '../yaml/scalar';

/** What the exact reader made of a JSON text. */
interface ExactJson {
  readonly value: unknown;
  readonly mark: Mark;
}

/**
 * Read a JSON text with the place of every value, exact integers and errors that say where.
 *
 * Slower than `JSON.parse`, so it is asked only for places, for long integers and for what is wrong.
 */
export function readJson(text: string, base = 0): ExactJson {
  const reader = new JsonReader(text, base);
  const value = reader.value();
  reader.finish();
  return { value, mark: reader.mark };
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const WORDS = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);

class JsonReader {
  public mark: Mark = markOf(0);
  private pos = 0;

  constructor(private readonly text: string, private readonly base: number) {}

  public value(): unknown {
    this.skip();
    const c = this.text[this.pos];
    if (c === '{') return this.object();
    if (c === '[') return this.array();
    this.mark = markOf(this.base + this.pos);
    if (c === '"') return this.string();
    return this.word();
  }

  public finish(): void {
    this.skip();
    if (this.pos < this.text.length) this.broken('the end');
  }

  private object(): Plain {
    const mark: Mark = markOf(this.base + this.pos++);
    const object: Plain = {};
    for (let first = true; ; first = false) {
      this.skip();
      if (first && this.text[this.pos] === '}') break;
      if (this.text[this.pos] !== '"') this.broken(first ? 'a key in quotes or `}`' : 'a key in quotes');
      const key = this.string();
      this.skip();
      if (this.text[this.pos] !== ':') this.broken('`:`');
      this.pos++;
      put(object, key, this.value());
      (mark.keys ??= new Map()).set(key, this.mark);
      this.skip();
      if (this.text[this.pos] === '}') break;
      if (this.text[this.pos] !== ',') this.broken('`,` or `}`');
      this.pos++;
    }
    this.pos++;
    this.mark = mark;
    return object;
  }

  private array(): unknown[] {
    const mark: Mark = markOf(this.base + this.pos++);
    const array: unknown[] = [];
    for (let first = true; ; first = false) {
      this.skip();
      if (first && this.text[this.pos] === ']') break;
      array.push(this.value());
      (mark.items ??= []).push(this.mark);
      this.skip();
      if (this.text[this.pos] === ']') break;
      if (this.text[this.pos] !== ',') this.broken('`,` or `]`');
      this.pos++;
    }
    this.pos++;
    this.mark = mark;
    return array;
  }

  private string(): string {
    const start = this.pos++;
    let escaped = false;
    for (; this.pos < this.text.length; this.pos++) {
      const c = this.text.charCodeAt(this.pos);
      if (c === 34) break;
      if (c < 32) this.broken('an escape in place of a control character');
      if (c === 92) {
        escaped = true;
        this.pos++;
        if (!/[bfnrt"\\/]|u[0-9a-fA-F]{4}/y.test(this.text.slice(this.pos, this.pos + 5))) this.broken('an escape that JSON knows');
      }
    }
    if (this.pos >= this.text.length) this.broken('the closing quote');
    this.pos++;
    const words = this.text.slice(start, this.pos);
    return escaped ? (JSON.parse(words) as string) : words.slice(1, -1);
  }

  private word(): unknown {
    const { text, pos } = this;
    NUMBER.lastIndex = pos;
    const number = NUMBER.exec(text);
    if (number !== null) {
      this.pos += number[0].length;
      const exact = number[1] === undefined && number[2] === undefined ? integerOf(number[0]) : undefined;
      return exact ?? Number(number[0]);
    }
    const word = /[a-z]*/y.exec(text.slice(pos, pos + 8))![0];
    const known = WORDS.get(word);
    if (known === undefined) this.broken('a value');
    this.pos += word.length;
    return known;
  }

  private skip(): void {
    let c = this.text.charCodeAt(this.pos);
    while (c === 32 || c === 10 || c === 13 || c === 9) c = this.text.charCodeAt(++this.pos);
  }

  private broken(expected: string): never {
    const rest = this.text.slice(this.pos, this.pos + 1);
    const got = rest === '' ? 'the end of the text (is the file cut off?)' : /[\x20-\x7e]/.test(rest) ? `\`${rest}\`` : 'a character that has no place here';
    throw new DocumentFault('broken-json', `not valid JSON: expected ${expected}, got ${got}`, this.base + this.pos);
  }
}
