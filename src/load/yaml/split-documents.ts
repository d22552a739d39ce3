/** The text between two document marks. */
export interface Chunk {
  /** Where it starts, with its `---` line if it has one. */
  readonly start: number;
  /** Where the text starts that kubectl reads: behind the line of the mark, but with it where nothing stands before. */
  readonly from: number;
  /** Where content may start. */
  readonly body: number;
  readonly end: number;
  /** Whether the line of the mark also has content, which kubectl refuses. */
  readonly inline: boolean;
}

const MARK = '---';

/** What kubectl lets stand behind a mark: white space of Unicode, and a comment, which needs no blank before it. */
const REST_OF_MARK = /---(?:(?!\n)\p{White_Space})*(?:#[^\n]*)?(?=\n)/uy;
export const BYTE_ORDER_MARK = 0xfeff;

/** Cut a text, which ends with a line feed, at the lines that start with `---`: a broken document costs only itself. */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let isFirst = true;
  for (let next = markFrom(text, 0); start < text.length; next = markFrom(text, start + 1)) {
    const end = next === start ? markFrom(text, start + 1) : next;
    const chunk = chunkOf(text, start, end, isFirst);
    chunks.push(chunk);
    // a mark behind nothing belongs to the text that follows
    isFirst = chunk.from === end;
    start = end;
  }
  return chunks;
}

function chunkOf(text: string, start: number, end: number, isFirst: boolean): Chunk {
  if (!text.startsWith(MARK, start)) return { start, from: start, body: start, end, inline: false };
  REST_OF_MARK.lastIndex = start;
  const inline = !REST_OF_MARK.test(text);
  const next = text.indexOf('\n', start) + 1;
  if (isFirst) return { start, from: start, body: /\s/.test(text[start + MARK.length]) ? next : start, end, inline };
  // such a document is a text of its own for kubectl, and may begin with the mark
  const from = text.charCodeAt(next) === BYTE_ORDER_MARK ? next + 1 : next;
  return { start, from, body: from, end, inline };
}

/** A line that begins with three dashes is a mark for kubectl, whatever stands behind them. */
function markFrom(text: string, from: number): number {
  if (from === 0 && text.startsWith(MARK)) return 0;
  const at = text.indexOf(`\n${MARK}`, Math.max(0, from - 1));
  return at < 0 ? text.length : at + 1;
}
