import { Session } from 'inspector';

/**
 * Says what a call costs, as a count that is the same on every machine: how often functions and blocks of some files are entered, and how many characters
 * searches of strings pass.
 */
export class StepCounter {
  private readonly session = new Session();

  constructor() {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  public stepsOf(call: () => unknown, files: RegExp): number {
    this.blocksOf(files);
    const characters = charactersSearched(call);
    const blocks = this.blocksOf(files);
    if (blocks === 0) throw new Error('nothing was counted; are these the files that the call enters?');
    return blocks + characters;
  }

  public close(): void {
    this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  /** What was entered since the last call. */
  private blocksOf(files: RegExp): number {
    let blocks = 0;
    this.session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error !== null) throw error;
      const ranges = result.filter(({ url }) => files.test(url)).flatMap(({ functions }) => functions).flatMap((one) => one.ranges);
      blocks = ranges.reduce((sum, { count }) => sum + count, 0);
    });
    return blocks;
  }
}

/** What `indexOf`, `lastIndexOf` and regular expressions pass during a call; all methods that take expressions call `exec`. */
function charactersSearched(call: () => unknown): number {
  let characters = 0;
  const { exec } = RegExp.prototype;
  const { indexOf, lastIndexOf } = String.prototype;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    // where an expression holds on to its place, the text after it is not searched
    const end = match === null ? (this.sticky ? from : String(text).length) : match.index + match[0].length;
    characters += Math.max(0, end - from);
    return match;
  };
  String.prototype.indexOf = function (this: string, text: string, from = 0) {
    const found = indexOf.call(this, text, from);
    characters += Math.max(0, (found < 0 ? this.length : found) - from);
    return found;
  };
  String.prototype.lastIndexOf = function (this: string, text: string, from = this.length) {
    const found = lastIndexOf.call(this, text, from);
    characters += Math.max(0, Math.min(from, this.length) - found);
    return found;
  };
  try {
    call();
  } finally {
    RegExp.prototype.exec = exec;
    Object.assign(String.prototype, { indexOf, lastIndexOf });
  }
  return characters;
}
