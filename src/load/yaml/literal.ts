/** A literal (`|`, `|-`, `|+`) and where the line behind it starts. */
interface Literal {
  readonly value: string;
  readonly next: number;
}

const HEADER = /\|(?:([-+])?([1-9])?|([1-9])([-+]))[ ]*\n/y;

/**
 * The literal whose bar is at `at`, below something indented by `parent`.
 *
 * Undefined for what needs care: a comment in the header, blank lines longer than the indentation.
 */
export function literalOf(text: string, at: number, end: number, parent: number): Literal | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (header === null || HEADER.lastIndex > end) return undefined;
  const lines: string[] = [];
  const given = header[2] ?? header[3];
  let indent = given === undefined ? -1 : parent + Number(given);
  let blanks = 0;
  let start = HEADER.lastIndex;
  while (start < end) {
    const feed = text.indexOf('\n', start);
    let pos = start;
    while ((indent < 0 || pos - start < indent) && text.charCodeAt(pos) === 32) pos++;
    if (pos === feed) {
      if (indent < 0 && pos > start && pos - start > blanksWidth(text, feed + 1, end)) return undefined;
      blanks++;
    } else {
      if (text.charCodeAt(pos) === 9 && (indent < 0 || pos - start < indent)) return undefined;
      if (indent < 0) indent = pos - start > parent ? pos - start : Infinity;
      if (pos - start < indent) break;
      if (blanks > 0) lines.push('\n'.repeat(blanks));
      blanks = 0;
      lines.push(text.slice(pos, feed + 1));
    }
    start = feed + 1;
  }
  const body = lines.join('');
  const chomp = header[1] ?? header[4];
  const kept = chomp === '+' ? body + '\n'.repeat(blanks) : chomp === '-' ? body.slice(0, -1) : body;
  return { value: kept, next: start };
}

/** The indentation of the first line with content; a blank line must not be longer. */
function blanksWidth(text: string, from: number, end: number): number {
  let start = from;
  for (let lines = 0; start < end; lines++) {
    // A long run of blank lines is left to the full parser: looking ahead from each of them would be quadratic.
    if (lines > 8) return -1;
    let pos = start;
    while (text.charCodeAt(pos) === 32) pos++;
    if (text.charCodeAt(pos) !== 10) return pos - start;
    start = pos + 1;
  }
  return -1;
}
