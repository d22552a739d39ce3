import { isForeignProgram, isOfAuthor, type Program } from '../../files/source-place';

/** How a line of the program was reached; its text is written when it is read. */
export interface Trace {
  readonly stack?: string;
}

const NO_TRACE: Trace = {};
/** In frames: from a construct of this package to the program there are few. */
const FEW = 5;
const MOST = 25;

/**
 * Stack traces, one for each line of the program that asks: a program creates many constructs on one line, and V8 takes ten times as long to
 * write the text of a stack as to find the line.
 */
export class Traces {
  private readonly byKey = new Map<string, Trace>();
  private readonly isAuthors = new Map<string, boolean>();
  private isForeign?: boolean;

  constructor(private readonly program: Program) {}

  /** The trace of the caller of a function; empty where the program is written in another language. */
  public take(asked: (...args: never[]) => unknown): Trace {
    if ((this.isForeign ??= isForeignProgram())) return NO_TRACE;
    const key = this.lineIn(framesOf(FEW, asked)) ?? this.keyOf(framesOf(MOST, asked));
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const trace = capture(MOST, asked);
    this.byKey.set(key, trace);
    return trace;
  }

  /** Where no frame is of the author, source maps may still say that one is. */
  private keyOf(frames: readonly NodeJS.CallSite[]): string {
    return this.lineIn(frames) ?? frames.map(textOf).join('\n');
  }

  private lineIn(frames: readonly NodeJS.CallSite[]): string | undefined {
    const first = frames.find((frame) => this.isAuthor(frame.getFileName()));
    return first && textOf(first);
  }

  private isAuthor(file: string | null | undefined): boolean {
    if (typeof file !== 'string') return false;
    const known = this.isAuthors.get(file);
    if (known !== undefined) return known;
    const is = isOfAuthor(file, this.program);
    this.isAuthors.set(file, is);
    return is;
  }
}

function textOf(frame: NodeJS.CallSite): string {
  return `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
}

function capture(depth: number, asked: (...args: never[]) => unknown): Trace {
  const trace = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(trace, asked);
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}

/** The frames as they run, before a source map is asked. */
function framesOf(depth: number, asked: (...args: never[]) => unknown): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  try {
    const frames: unknown = capture(depth, asked).stack;
    return Array.isArray(frames) ? frames as NodeJS.CallSite[] : [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
