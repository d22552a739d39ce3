import type { DiffLine } from '../../results/diff-line';
import { escapeCsv, escapeText } from '../../text/escape';

/** One line a pair; without any, nothing, not even the title. `names`: what the two states are called. */
export function* renderCompatibleDiff(lines: readonly DiffLine[], names: readonly [string, string] = ['dir1', 'dir2']): Generator<string> {
  if (lines.length > 0) yield 'Connectivity diff:\n';
  for (const { type, source, destination, before, after, workloads } of lines) {
    const info = workloads === '' ? '' : `, workloads-diff-info: ${escapeText(workloads)}`;
    yield `diff-type: ${type}, source: ${escapeText(source)}, destination: ${escapeText(destination)}, ${names[0]}: ${before}, ${names[1]}: ${after}${info}\n`;
  }
}

/** The same as a table for a spreadsheet. */
export function* renderCompatibleDiffCsv(lines: readonly DiffLine[]): Generator<string> {
  if (lines.length > 0) yield 'diff-type,source,destination,dir1,dir2,workloads-diff-info\n';
  for (const line of lines) yield `${[line.type, line.source, line.destination, line.before.text, line.after.text, line.workloads].map(escapeCsv).join(',')}\n`;
}
