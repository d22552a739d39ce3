import type { ZoneCell } from '../../results/report';

/** What is known of a connection: told by the line and by words. */
export type LineState = 'allowed' | 'seen' | 'never seen' | 'denied' | 'unknown' | 'opened' | 'closed';

/** What stands at an end: pods and namespaces, those that are marked, what is outside of them, and pods that do not exist yet. */
export type NodeShape = 'inside' | 'marked' | 'outside' | 'to come';

/** An end of lines. */
export interface DrawnNode {
  readonly label: string;
  /** What stands below the label, such as what passes inside. */
  readonly lines: readonly string[];
  readonly shape: NodeShape;
  /** The cells of what passes inside. @default - none */
  readonly cells?: readonly ZoneCell[];
}

/** A line from one node to another, by their positions. */
export interface DrawnLine {
  readonly from: number;
  readonly to: number;
  readonly state: LineState;
  /** The traffic. */
  readonly text: string;
  /** Whether the same holds the other way. @default false */
  readonly isBoth?: boolean;
  /** Cells that the line stands for: one each way. @default - it stands for none */
  readonly cells?: readonly ZoneCell[];
}

/** A picture before it is laid out. */
export interface Drawing {
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
  /** What the picture leaves out or folds together. */
  readonly notes: readonly string[];
}

/** How the line of a state looks, and what it is called. */
interface LineStyle {
  readonly dash: string;
  readonly width: number;
  readonly word: string;
  /** Stands before the traffic, so that no line is told by its shape alone. */
  readonly sign: string;
}

export const LINE_STYLES: Readonly<Record<LineState, LineStyle>> = {
  'allowed': { dash: '', width: 1.5, sign: '', word: 'allowed' },
  'seen': { dash: '', width: 3.5, sign: '\u2713 ', word: 'allowed and seen' },
  'never seen': { dash: '14 4 3 4', width: 1.5, sign: '\u2013 ', word: 'allowed, never seen' },
  'denied': { dash: '2 4', width: 3.5, sign: '\u2717 ', word: 'seen, and would be denied' },
  'unknown': { dash: '7 5', width: 1.5, sign: '? ', word: 'unknown: possibly allowed' },
  'opened': { dash: '', width: 3.5, sign: '+ ', word: 'opened' },
  'closed': { dash: '2 4', width: 3.5, sign: '\u2212 ', word: 'closed' },
};

/** Makes one line of two that say the same in both directions. */
export function paired(lines: readonly DrawnLine[]): DrawnLine[] {
  const keyOf = (from: number, to: number, { state, text }: DrawnLine) => `${from} ${to} ${state} ${text}`;
  const all = new Map(lines.map((line) => [keyOf(line.from, line.to, line), line]));
  const reverseOf = (line: DrawnLine) => (line.from === line.to ? undefined : all.get(keyOf(line.to, line.from, line)));
  return lines.flatMap((line) => {
    const reverse = reverseOf(line);
    if (reverse === undefined) return [line];
    return line.from < line.to ? [{ ...line, isBoth: true, ...(line.cells && { cells: [...line.cells, ...reverse.cells ?? []] }) }] : [];
  });
}
