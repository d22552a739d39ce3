import { FLOW_FORMATS } from './formats/registry';
import { nearestForm } from './nearest-form';
import type { FlowFormat, FlowReader } from './observation';
import type { Recording } from './recording';
import { messageOf, withoutPrefix, wrappedIn } from './wrappers';

/** How much is looked at to find the form of a file. */
const MAX_UNKNOWN_LINES = 2000;
const MAX_UNKNOWN_TEXT = 4 * 2 ** 20;
/** One line, or one document of several lines. */
const MAX_TEXT = 2 ** 28;
/** How many values of collectors of logs may lie in each other. */
const MAX_DEPTH = 4;
/** How much of a file of no known form is compared with the known ones. */
const MAX_LOOKED_AT = 2 ** 16;
/** What a port forward prints among the lines. */
const NOISE_LINE = /^(Handling connection for |Forwarding from |E\d{4} .*portforward)/;

/** Parses a whole text of YAML or JSON; what it cannot read is said to the recording. */
export type Parse = (text: string, recording: Recording) => readonly unknown[];

/** Reads the text of one file in pieces: detects its format, splits it into lines, and passes them to the reader of the format. */
export class Intake {
  private rest = '';
  /** Whether the line that goes on begins as JSON does. */
  private isJson = false;
  private format?: FlowFormat;
  private readonly readers = new Map<string, FlowReader>();
  private reader?: FlowReader;
  /** Lines of a value that is printed over several. */
  private open?: string[];
  private openLength = 0;
  /** Everything so far, while the form is not found or takes whole documents. */
  private whole: string[] = [];
  private wholeLength = 0;
  private unknownLines = 0;
  private skipping = false;
  private lost = false;
  /** The beginning of a line that a container runtime has divided. */
  private begun = '';

  public constructor(private readonly recording: Recording, private readonly parse: Parse, from?: FlowFormat) {
    if (from !== undefined) this.use(from);
  }

  /** Whether nothing more will be understood of the file. */
  public get isAborted(): boolean {
    return this.lost;
  }

  /** The form of the file, once it is found. */
  public get formatName(): string | undefined {
    return this.format?.name;
  }

  public text(chunk: string): void {
    if (!chunk.includes('\n')) return this.longer(chunk);
    const text = this.rest === '' ? chunk : this.rest + chunk;
    let at = 0;
    for (;;) {
      const end = text.indexOf('\n', at);
      if (end < 0 || this.lost) break;
      this.line(text.charCodeAt(end - 1) === 13 && end > at ? text.slice(at, end - 1) : text.slice(at, end));
      at = end + 1;
    }
    this.rest = '';
    this.longer(text.slice(at));
  }

  /** A line that goes on. Its beginning is not looked at again, which would take the longer the longer it is. */
  private longer(text: string): void {
    if (this.skipping || this.lost) return;
    if (this.rest === '') this.isJson = /^[[{]/.test(text);
    this.rest += text;
    if (this.rest.length <= (this.format === undefined && !this.isJson ? MAX_UNKNOWN_TEXT : MAX_TEXT)) return;
    this.rest = '';
    if (this.format === undefined) return this.giveUp();
    this.recording.bad('a line that is too long');
    this.skipping = true;
  }

  /** `isBrokenOff`: the user ended the stream, and the last line is incomplete. */
  public end(isBrokenOff = false): void {
    if (this.rest !== '' && !this.lost && !isBrokenOff) this.line(this.rest, true);
    this.rest = '';
    if (this.open !== undefined && !isBrokenOff) this.recording.bad('a value that was cut');
    if (this.lost) return;
    if (this.format?.takes === 'documents') {
      for (const value of this.parse(this.whole.join('\n'), this.recording)) this.reader!.take(value);
    } else if (this.format === undefined && this.unknownLines > 0) {
      this.giveUp();
    }
  }

  private line(line: string, isLast = false): void {
    this.recording.line++;
    if (this.skipping) {
      this.skipping = false;
      return;
    }
    if (this.format?.takes === 'documents') return this.keep(line);
    if (this.format === undefined) this.keep(line);
    if (this.open !== undefined) return this.inside(line);
    const { text, goesOn } = withoutPrefix(line);
    const whole = this.begun + text;
    this.begun = goesOn && whole.length < MAX_TEXT ? whole : '';
    if (!goesOn) this.lineOf(whole, isLast, 0);
  }

  /** A line of the program that wrote the record. */
  private lineOf(line: string, isLast: boolean, depth: number): void {
    const first = line.charCodeAt(0);
    if (this.format?.takes === 'lines' && !(first === 123 && this.isWrapped(line, depth))) return line.trim() === '' ? undefined : this.takeLine(line);
    if (first === 123 || first === 91) {
      if (this.reader?.recall?.(line) === true) return;
      if (line.length < 4 && /^[[{]{1,2}\s*$/.test(line)) return this.inside(line);
      const value = parsed(line);
      if (value === undefined) return this.refuse(line, isLast ? 'a last line that was cut' : 'a line of JSON that was cut or changed');
      return this.value(line, value, depth);
    }
    // the end of a list of which each line is an item
    if (line.trim() === '' || line.trim() === ']') return;
    if (line.startsWith('data:')) return this.event(line.slice(5).trim());
    if (/^(event|id|retry|:)/.test(line) && this.format?.name === 'whisker') return;
    if (this.format !== undefined || !this.find(line, undefined)) return this.refuse(line, 'a line that is no JSON');
    if (this.format !== undefined && (this.format as FlowFormat).takes === 'lines') this.takeLine(line);
  }

  /** The text after `data:` in an event stream. */
  private event(text: string): void {
    try {
      this.value(text, JSON.parse(text));
    } catch {
      this.refuse(text, 'an event that was cut or changed');
    }
  }

  /** A value that is printed on several lines ends at a line with only the closing bracket. */
  private inside(line: string): void {
    (this.open ??= []).push(line);
    this.openLength += line.length;
    if (this.openLength > MAX_TEXT) return this.giveUp();
    if (!/^[\]}]/.test(line)) return;
    const text = this.open.join('\n');
    this.open = undefined;
    this.openLength = 0;
    try {
      this.value(text, JSON.parse(text));
    } catch {
      this.refuse(text, 'a value that was cut or changed');
    }
  }

  /** Whether a line holds another one; it is taken then. */
  private isWrapped(line: string, depth: number): boolean {
    const inside = wrappedIn(parsed(line));
    inside?.forEach((item) => this.item(item, depth + 1));
    return inside !== undefined;
  }

  private item(item: unknown, depth: number): void {
    if (typeof item !== 'string') return this.value('', item, depth);
    for (const line of item.split(/\r?\n/)) if (line !== '') this.lineOf(withoutPrefix(line).text, false, depth);
  }

  /** `depth`: how many values of collectors of logs it lies in. */
  private value(line: string, value: unknown, depth = 0): void {
    const { format } = this;
    if (format !== undefined && format.takes === 'values' && format.fits(line, value)) return this.reader!.take(value);
    const inside = depth < MAX_DEPTH && !FLOW_FORMATS.some(({ takes, fits }) => takes === 'values' && fits('', value)) ? wrappedIn(value) : undefined;
    if (inside !== undefined) return inside.forEach((item) => this.item(item, depth + 1));
    if (!this.find(line, value)) {
      const message = depth < MAX_DEPTH ? messageOf(value) : undefined;
      if (message !== undefined) return this.item(message, depth + 1);
      if (this.format === undefined) this.unknownLines++;
      else this.recording.bad(Array.isArray(value) ? 'a list instead of a record' : `a value that is no record of ${this.format.name}`);
      return;
    }
    if (this.format?.takes === 'values') this.reader!.take(value);
    else if (this.format?.takes === 'lines') this.takeLine(line);
  }

  private takeLine(line: string): void {
    if (line.charCodeAt(0) === 123 && !this.format!.fits(line, undefined) && this.format!.name !== 'aws') {
      this.recording.bad(`a line that is no record of ${this.format!.name}`);
      return;
    }
    this.reader!.take(line);
  }

  /** Looks for the form that a line belongs to; files may be put together of several. */
  private find(line: string, value: unknown): boolean {
    const found = FLOW_FORMATS.find((format) => format.fits(line, value));
    if (found === undefined || (this.format !== undefined && found.takes === 'documents')) return false;
    if (this.format === undefined && found.takes !== 'documents') {
      for (let i = 0; i < this.unknownLines; i++) this.recording.bad('a line before the first record');
    }
    this.use(found);
    if (found.takes !== 'documents') this.whole = [];
    return true;
  }

  private use(format: FlowFormat): void {
    this.format = format;
    this.reader = this.readers.get(format.name);
    if (this.reader === undefined) this.readers.set(format.name, (this.reader = format.open(this.recording)));
  }

  private refuse(line: string, what: string): void {
    if (NOISE_LINE.test(line)) return this.recording.skip('a message of a port forward');
    if (this.format !== undefined) return this.recording.bad(what);
    this.unknownLines++;
    if (this.unknownLines > MAX_UNKNOWN_LINES) this.giveUp();
  }

  private keep(line: string): void {
    this.whole.push(line);
    this.wholeLength += line.length + 1;
    if (this.wholeLength > (this.format === undefined ? MAX_UNKNOWN_TEXT : MAX_TEXT) && this.open === undefined) this.giveUp();
  }

  private giveUp(): void {
    const text = this.whole.join('\n').slice(0, MAX_LOOKED_AT);
    this.lost = true;
    this.open = undefined;
    this.whole = [];
    // the whole file is meant, not the line at which it was given up
    if (this.format === undefined) this.recording.bad(`a file of no known form: ${nearestForm(text, FLOW_FORMATS)}`, 1);
    else this.recording.bad('a file that is too long for its form');
  }
}

/** JSON, also an item of a list that is written a line each; `undefined` for other text. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    const item = /^\[?(\{.*\})\s*[,\]]?\s*$/.exec(line)?.[1];
    if (item === undefined || item === line) return undefined;
    try {
      return JSON.parse(item);
    } catch {
      return undefined;
    }
  }
}
