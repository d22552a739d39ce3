import { jsonLine } from '../text/escape';

/** An answer as one JSON object in one line. */
export function renderJson(answer: unknown): Iterable<string> {
  return [`${jsonLine(answer)}\n`];
}
