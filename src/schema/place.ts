import { NetfenceError } from '../errors';
import type { ProblemCode } from '../errors';
import { formatPath } from '../model';
import type { FieldPath, Locatable, Position, Problem } from '../model';
import { printable } from '../text/quote';

/** Something wrong in a file of ours, with its place. */
export interface FieldProblem extends Problem {
  readonly position: Position;
}

/** The file that is read, and what is collected about it. */
export interface FileReading {
  readonly document: Locatable;
  /** The code of its problems. */
  readonly code: ProblemCode;
  /** What the whole is called in messages: `the configuration`. */
  readonly title: string;
  readonly problems: FieldProblem[];
}

/** A field of a file, for what is to be said about it. */
export class FieldPlace {
  public constructor(private readonly reading: FileReading, private readonly steps: FieldPath = []) {}

  public at(step: string | number): FieldPlace {
    return new FieldPlace(this.reading, [...this.steps, step]);
  }

  public position(): Position {
    return this.reading.document.position(this.steps);
  }

  /** `ignores[0].until`, ready to be shown. */
  public get path(): string {
    return printable(formatPath(this.steps));
  }

  /** `ignores[0].until` in backticks, or what the whole is called. */
  public get name(): string {
    return this.steps.length === 0 ? this.reading.title : `\`${this.path}\``;
  }

  /** Says what is wrong with the field; `what` goes on behind its name. */
  public problem(what: string, fix?: string): undefined {
    return this.say(`${this.name} ${what}`, fix);
  }

  /** Says a whole sentence at this place. */
  public say(what: string, fix?: string, severity: Problem['severity'] = 'error'): undefined {
    this.reading.problems.push({ code: this.reading.code, severity, message: what, ...(fix !== undefined && { fix }), position: this.position() });
    return undefined;
  }

  /** Runs what may refuse the value, and says why it does. */
  public attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NetfenceError)) throw error;
      return this.say(error.what, error.fix);
    }
  }
}
