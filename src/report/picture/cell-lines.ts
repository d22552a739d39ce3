import type { ZoneCell } from '../../results/report';
import type { LineState } from './drawing';

/** A line of a cell: a state, and its traffic. */
interface CellLine {
  readonly state: LineState;
  readonly text: string;
}

/** What a cell shows, a line for each state; what is unknown is never left out. */
export function linesOf({ allowed, unknown, seen, denied }: ZoneCell, isRecorded: boolean): CellLine[] {
  const isSeen = seen !== undefined && !seen._set.intersect(allowed._set).isEmpty();
  return [
    ...allowed.isEmpty ? [] : [{ state: isSeen ? 'seen' as const : isRecorded ? 'never seen' as const : 'allowed' as const, text: allowed.text + (isSeen && seen.text !== allowed.text ? ` (seen: ${seen.text})` : '') }],
    ...unknown.isEmpty ? [] : [{ state: 'unknown' as const, text: `${unknown.text}${seen !== undefined && !isSeen ? ` (seen: ${seen.text})` : ''}` }],
    ...denied === undefined ? [] : [{ state: 'denied' as const, text: denied.text }],
  ];
}

/** The same in words: `TCP 80, possibly UDP 53, seen and would be denied: TCP 22`. */
export function cellText(cell: ZoneCell, isRecorded: boolean): string {
  // allowed for one pair of pods and unknown for another
  const possibly = cell.unknown._set.intersect(cell.allowed._set).isEmpty() ? 'possibly ' : 'for other pairs possibly ';
  const words: Partial<Record<LineState, string>> = { 'unknown': possibly, 'denied': 'seen, and would be denied: ', 'never seen': 'never seen: ' };
  return linesOf(cell, isRecorded).map(({ state, text }) => `${words[state] ?? ''}${text}`).join(', ');
}
