import type * as Yaml from 'js-yaml';

/**
 * A text some of whose lines are indented further: inside brackets and quotes kubectl takes any indentation and tabs, and the full parser does not.
 * Offsets of the longer text are turned into those of the text itself.
 */
export class PaddedText {
  private readonly starts: number[] = [];
  private readonly width: number;

  constructor(private readonly original: string) {
    this.width = 1 + widestIndentation(original);
  }

  public get text(): string {
    const { original, starts } = this;
    const blanks = ' '.repeat(this.width);
    if (starts.length === 0 && !original.includes('\t')) return original;
    const padded = [0, ...starts].map((start, i) => (i === 0 ? '' : blanks) + original.slice(start, starts[i])).join('');
    // behind such a tab the full parser loses count of the columns
    return padded.includes('\t') ? padded.replace(/(?<=[,[{:]) *\t[ \t]*/g, (white) => ' '.repeat(white.length)) : padded;
  }

  /** Indents the line of an offset; false if it is indented already. */
  public indent(offset: number): boolean {
    const start = this.original.lastIndexOf('\n', offset - 1) + 1;
    if (this.starts.includes(start)) return false;
    this.starts.push(start);
    this.starts.sort((a, b) => a - b);
    return true;
  }

  /** The place in the text itself. */
  public placeOf(offset: number): number {
    let before = 0;
    for (const start of this.starts) {
      if (start + before * this.width > offset) break;
      before++;
    }
    const place = offset - before * this.width;
    return before === 0 ? place : Math.max(this.starts[before - 1], place);
  }

  public placed(events: readonly Yaml.Event[]): readonly Yaml.Event[] {
    if (this.starts.length === 0) return events;
    return events.map((event) => Object.fromEntries(Object.entries(event as object).map(([name, value]: [string, unknown]) =>
      [name, OFFSETS.has(name) && typeof value === 'number' && value >= 0 ? this.placeOf(value) : value])) as unknown as Yaml.Event);
  }
}

/** With the dashes of lists, which indent what follows them. */
function widestIndentation(text: string): number {
  let widest = 0;
  for (const [blanks] of text.matchAll(/^[ -]+/gm)) widest = Math.max(widest, blanks.length);
  return widest;
}

const OFFSETS: ReadonlySet<string> = new Set(['start', 'valueStart', 'valueEnd', 'anchorStart', 'anchorEnd', 'tagStart', 'tagEnd']);
