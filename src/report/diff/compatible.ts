import { escapeCsv, escapeText } from '../../text/escape';

/** A line of the compatible form of a diff. */
export interface CompatibleDiffLine {
  readonly type: string;
  readonly source: string;
  readonly destination: string;
  readonly before: string;
  readonly after: string;
  readonly workloads: string;
}

/** One line a pair; without any, nothing, not even the title. `names`: what the two states are called. */
export function* renderCompatibleDiff(lines: readonly CompatibleDiffLine[], names: readonly [string, string] = ['dir1', 'dir2']): Generator<string> {
  if (lines.length > 0) yield 'Connectivity diff:\n';
  for (const { type, source, destination, before, after, workloads } of lines) {
    const info = workloads === '' ? '' : `, workloads-diff-info: ${escapeText(workloads)}`;
    yield `diff-type: ${type}, source: ${escapeText(source)}, destination: ${escapeText(destination)}, ${names[0]}: ${before}, ${names[1]}: ${after}${info}\n`;
  }
}

/** The same as a table for a spreadsheet. */
export function* renderCompatibleDiffCsv(lines: readonly CompatibleDiffLine[]): Generator<string> {
  if (lines.length > 0) yield 'diff-type,source,destination,dir1,dir2,workloads-diff-info\n';
  for (const line of lines) yield `${[line.type, line.source, line.destination, line.before, line.after, line.workloads].map(escapeCsv).join(',')}\n`;
}
