/**
 * The one error that this package throws on purpose.
 *
 * Users of other languages see the text only, so the code stands in it.
 */
export class NetfenceError extends Error {
  public readonly code: string;

  constructor(code: string, message: string) {
    super(`[${code}] ${message}`);
    this.name = 'NetfenceError';
    this.code = code;
  }
}

/**
 * Throw what is wrong, in the user's words: what, the value got, the values allowed, the change to make.
 *
 * Lower case, no final stop, backticks round user input.
 */
export function fail(code: string, message: string): never {
  throw new NetfenceError(code, message);
}
