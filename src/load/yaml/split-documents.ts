/** The text between two document marks. */
export interface Chunk {
  /** Where it starts, with its `---` line if it has one. */
  readonly start: number;
  /** Where the line behind the mark starts. */
  readonly body: number;
  readonly end: number;
  /** Whether the line of the mark also has content. */
  readonly inline: boolean;
}

const REST_OF_MARK = /---[ \t]*(?:#[^\n]*)?(?=\n)/y;

/** Cut a text, which ends with a line feed, at the lines that start with `---`: a broken document costs only itself. */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (let next = markFrom(text, 0); start < text.length; next = markFrom(text, start + 1)) {
    const end = next === start ? markFrom(text, start + 1) : next;
    chunks.push(chunkOf(text, start, end));
    start = end;
  }
  return chunks;
}

function chunkOf(text: string, start: number, end: number): Chunk {
  if (!isMark(text, start)) return { start, body: start, end, inline: false };
  REST_OF_MARK.lastIndex = start;
  const inline = !REST_OF_MARK.test(text);
  return { start, body: text.indexOf('\n', start) + 1, end, inline };
}

function markFrom(text: string, from: number): number {
  if (from === 0 && isMark(text, 0)) return 0;
  for (let at = text.indexOf('\n---', Math.max(0, from - 1)); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (at + 1 >= from && isMark(text, at + 1)) return at + 1;
  }
  return text.length;
}

function isMark(text: string, at: number): boolean {
  if (!text.startsWith('---', at)) return false;
  const c = text.charCodeAt(at + 3);
  return c === 10 || c === 32 || c === 9 || c === 13;
}
