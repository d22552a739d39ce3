import type { FieldPath, Position } from '../model';
import type { SourceDocument, SourceFile } from './document';
import { follow, type Mark } from './marks';

/** One file: knows the line and column of an offset, and remembers the marks of the document asked last. */
export abstract class Source implements SourceFile {
  public readonly text?: string;
  private lines?: number[];
  private lastOrigin?: DocumentOrigin;
  private lastMarks?: Mark;

  protected constructor(public readonly file: string) {}

  /** The offset behind the next line feed, or a negative number. */
  protected abstract nextLine(from: number): number;

  /** The number of characters between the start of a line and an offset in it. */
  protected abstract width(lineStart: number, offset: number): number;

  public place(offset: number): Position {
    const lines = (this.lines ??= this.indexLines());
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: this.width(lines[low], offset) + 1 };
  }

  public find(origin: DocumentOrigin, path: FieldPath): Position {
    if (path.length === 0) return this.place(origin.at);
    if (this.lastOrigin !== origin || this.lastMarks === undefined) {
      this.lastMarks = origin.marks();
      this.lastOrigin = origin;
    }
    return this.place(follow(this.lastMarks, path));
  }

  private indexLines(): number[] {
    const lines = [0];
    for (let at = this.nextLine(0); at > 0; at = this.nextLine(at)) lines.push(at);
    return lines;
  }
}

/** A file as a string whose lines all end with a line feed; offsets count UTF-16 units. */
export class TextSource extends Source {
  public override readonly text: string;
  /** Where the file ends. */
  private readonly last: number;

  constructor(file: string, text: string) {
    super(file);
    const plain = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
    this.last = plain.length;
    // kubectl ends the last line, too
    this.text = plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
  }

  public override place(offset: number): Position {
    return super.place(Math.min(offset, this.last));
  }

  protected nextLine(from: number): number {
    return this.text.indexOf('\n', from) + 1;
  }

  protected width(lineStart: number, offset: number): number {
    return offset - lineStart;
  }
}

/** A file as bytes; a dump may be longer than the longest string. */
export class ByteSource extends Source {
  private seenLine = -1;
  private seenOffset = 0;
  private seenWidth = 0;

  constructor(file: string, public readonly bytes: Buffer, public readonly ascii: boolean) {
    super(file);
  }

  /** The text between two offsets. */
  public slice(start: number, end: number): string {
    return this.bytes.toString(this.ascii ? 'latin1' : 'utf8', start, end);
  }

  protected nextLine(from: number): number {
    return this.bytes.indexOf(10, from) + 1;
  }

  /** Goes on from the last answer of the same line: a dump without line breaks stays linear when asked in order. */
  protected width(lineStart: number, offset: number): number {
    if (this.ascii) return offset - lineStart;
    if (this.seenLine !== lineStart || this.seenOffset > offset) {
      this.seenLine = lineStart;
      this.seenOffset = lineStart;
      this.seenWidth = 0;
    }
    for (let at = this.seenOffset; at < offset; at++) {
      const byte = this.bytes[at];
      if (byte < 0x80 || byte >= 0xc0) this.seenWidth += byte >= 0xf0 ? 2 : 1;
    }
    this.seenOffset = offset;
    return this.seenWidth;
  }
}

/** The position of one document in its file. */
export interface DocumentOrigin {
  readonly source: Source;
  readonly at: number;
  /** Read the document again, for the places of its values. */
  marks(): Mark;
}

/** A document that finds the places of its fields when it is asked. */
export class LocatedDocument implements SourceDocument {
  constructor(
    public readonly index: number,
    public readonly value: unknown,
    private readonly origin: DocumentOrigin,
    private readonly prefix: FieldPath = [],
  ) {}

  public get source(): SourceFile {
    return this.origin.source;
  }

  public get file(): string {
    return this.origin.source.file;
  }

  public position(path: FieldPath): Position {
    return this.origin.source.find(this.origin, this.prefix.length === 0 ? path : [...this.prefix, ...path]);
  }
}
