import type { ErrorCode } from './codes';

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
   */
  constructor(public readonly code: ErrorCode, public readonly what: string, public readonly fix?: string) {
    super(`[${code}] ${withFix(what, fix)}`);
    this.name = 'NetfenceError';
  }
}

/**
 * Throws an error: what is wrong, the value got and the values allowed; then the change to make.
 *
 * Lower case, no final stop, backticks round user input.
 */
export function fail(code: ErrorCode, what: string, fix?: string): never {
  throw new NetfenceError(code, what, fix);
}

/** Message and fix on one line, for forms that have one field for both. */
export function withFix(what: string, fix: string | undefined): string {
  return fix === undefined ? what : `${what}; ${fix}`;
}
