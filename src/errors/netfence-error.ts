import type { ErrorCode } from './codes';

/** Something wrong at a place of a file. */
export interface Fault {
  /** `file:line:column` */
  readonly place: string;
  /** What is wrong. */
  readonly what: string;
  /** The change to make. */
  readonly fix?: string;
}

/**
 * The one error that this package throws on purpose.
 *
 * Users of other languages see the message only, so the code and the fix stand in it: `[code] what; fix`.
 */
export class NetfenceError extends Error {
  /**
   * @param code a code of the catalogue
   * @param what what is wrong: the value got, the values allowed
   * @param fix the change to make
   * @param faults all that is wrong with a file; `what` holds a line for each then
   */
  constructor(
    public readonly code: ErrorCode, public readonly what: string, public readonly fix?: string, public readonly faults: readonly Fault[] = [],
  ) {
    super(`[${code}] ${withFix(what, fix)}`);
    this.name = 'NetfenceError';
  }
}

/**
 * Throws an error: what is wrong, the value got and the values allowed; then the change to make.
 *
 * Lower case, no final stop, backticks round user input.
 */
export function fail(code: ErrorCode, what: string, fix: string): never {
  throw new NetfenceError(code, what, fix);
}

/** Refuse a file for all its faults. */
export function failAt(code: ErrorCode, faults: readonly Fault[]): never {
  throw new NetfenceError(code, faults.map(({ place, what, fix }) => `${place}: ${withFix(what, fix)}`).join('\n'), undefined, faults);
}

/** Message and fix on one line, for forms that have one field for both. */
export function withFix(what: string, fix: string | undefined): string {
  return fix === undefined ? what : `${what}; ${fix}`;
}
