/** Everything that could move a cursor or turn the reading direction: C0, DEL, C1, separators, bidi marks, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Text of the input made fit for one line of a message. */
export function printable(text: string, longest = 120): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(UNSAFE, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}
