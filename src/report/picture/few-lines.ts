import { plural } from '../../text/plural';
import type { Drawing, DrawnLine, DrawnNode, LineState, NodeShape } from './drawing';

/** The most lines of a picture, and the most boxes. */
const MAX_LINES = 60;
const MAX_BOXES = 30;

/** A line between two ends by what is written in their boxes. */
export interface NamedLine {
  readonly from: NamedEnd;
  readonly to: NamedEnd;
  readonly state: LineState;
  readonly text: string;
}

/** What is written in a box, and its shape. */
export interface NamedEnd {
  readonly label: string;
  readonly shape: NodeShape;
}

/** A drawing of the first of some lines, and of ends without lines; it says how many it leaves out. `all`: the command that lists them. */
export function fewLines(title: string, lines: Iterable<NamedLine>, all: string, ends: readonly NamedEnd[] = []): Drawing {
  const nodes: DrawnNode[] = [];
  const numbers = new Map<string, number>();
  const keyOf = ({ label, shape }: NamedEnd) => `${shape} ${label}`;
  const numberOf = (end: NamedEnd) => {
    const key = keyOf(end);
    if (!numbers.has(key)) numbers.set(key, nodes.push({ ...end, lines: [] }) - 1);
    return numbers.get(key)!;
  };
  for (const end of ends) numberOf(end);
  const drawn: DrawnLine[] = [];
  let more = 0;
  for (const { from, to, state, text } of lines) {
    const missing = new Set([from, to].map(keyOf).filter((key) => !numbers.has(key))).size;
    if (drawn.length >= MAX_LINES || nodes.length + missing > MAX_BOXES) more++;
    else drawn.push({ from: numberOf(from), to: numberOf(to), state, text });
  }
  return { title, nodes, lines: drawn, notes: more === 0 ? [] : [`${plural(more, 'more line')} not drawn: ${all} lists them.`] };
}
