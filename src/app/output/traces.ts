import { isForeignProgram, isOfAuthor, type Program } from '../../files/source-place';

/** How a line of the program was reached; its text is written when it is read. */
export interface Trace {
  readonly stack?: string;
}

const NO_TRACE: Trace = {};
/** In frames: from a construct of this package to the program there are few. */
const FEW = 5;
const MOST = 25;
/** More than a line has; with the lines of a file, still an exact number. */
const MAX_COLUMNS = 2 ** 26;

type Callable = (...args: never[]) => unknown;

/**
 * Stack traces, one for each line of the program that asks: a program creates many constructs on one line, and V8 takes ten times as long to
 * write the text of a stack as to find the line.
 */
export class Traces {
  private readonly byKey = new Map<string, Trace>();
  /** Of the frames that are of the author: file → place in it. */
  private readonly byPlace = new Map<string, Map<number, Trace>>();
  private readonly isAuthors = new Map<string, boolean>();
  private readonly ownClasses = new WeakMap<Callable, boolean>();
  private isForeign?: boolean;

  constructor(private readonly program: Program) {}

  /**
   * The trace of the caller of a function; empty where the program is written in another language. `made` is the class of which an object is
   * being constructed: where it is of this package, the program is likely to be what calls it.
   */
  public take(asked: Callable, made: Callable = asked): Trace {
    if ((this.isForeign ??= isForeignProgram())) return NO_TRACE;
    const [caller] = this.isOwn(made, asked) ? framesOf(1, made) : [];
    const file = caller?.getFileName();
    if (typeof file === 'string' && this.isAuthor(file)) return this.inFile(file, caller, asked);
    const key = this.lineIn(framesOf(FEW, asked)) ?? this.keyOf(framesOf(MOST, asked));
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const trace = capture(MOST, asked);
    this.byKey.set(key, trace);
    return trace;
  }

  /** The usual way, without a text for each construct. */
  private inFile(file: string, frame: NodeJS.CallSite, asked: Callable): Trace {
    let places = this.byPlace.get(file);
    if (places === undefined) this.byPlace.set(file, (places = new Map()));
    const place = (frame.getLineNumber() ?? 0) * MAX_COLUMNS + (frame.getColumnNumber() ?? 0);
    let trace = places.get(place);
    if (trace === undefined) places.set(place, (trace = capture(MOST, asked)));
    return trace;
  }

  /** Where no frame is of the author, source maps may still say that one is. */
  private keyOf(frames: readonly NodeJS.CallSite[]): string {
    return this.lineIn(frames) ?? frames.map(textOf).join('\n');
  }

  /** Whether the frames from a function down to a class are of this package; for a class it is always the same. */
  private isOwn(made: Callable, asked: Callable): boolean {
    const known = this.ownClasses.get(made);
    if (known !== undefined) return known;
    const [outside] = framesOf(1, made);
    const frames = framesOf(MOST, asked);
    const length = outside === undefined ? -1 : frames.findIndex((frame) => textOf(frame) === textOf(outside));
    const is = made !== asked && length > 0 && frames.slice(0, length).every((frame) => isIn(this.program.own, frame.getFileName()));
    this.ownClasses.set(made, is);
    return is;
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

function isIn(folder: string, file: string | null | undefined): boolean {
  return typeof file === 'string' && file.startsWith(folder);
}

function textOf(frame: NodeJS.CallSite): string {
  return `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
}

function capture(depth: number, asked: Callable): Trace {
  const trace = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(trace, asked);
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}

function asFrames(_: Error, frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  return frames;
}

/** The frames as they run, before a source map is asked. */
function framesOf(depth: number, asked: Callable): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = asFrames;
  try {
    const frames: unknown = capture(depth, asked).stack;
    return Array.isArray(frames) ? frames as NodeJS.CallSite[] : [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
