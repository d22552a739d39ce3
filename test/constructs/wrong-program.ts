/**
 * A program that must fail at the line where the value is written: the program, the code, and the text, word for word, for users of other
 * languages see nothing else.
 */
export type WrongProgram = readonly [program: () => unknown, code: string, text: string];

/** What plain JavaScript lets through. */
export function js(value: unknown): any {
  return value;
}

export function long(length: number): string {
  return 'a'.repeat(length);
}
