import { AnalysisSession, verdictLines } from '../analysis';
import type { JudgedEnd, VerdictLine } from '../results/connections';
import { escapeText } from '../report';

/** Who reaches whom, as a table for people: sorted, one line a pair, what is denied left out. */
export function reachabilityTable(session: AnalysisSession, workloads: readonly string[] = []): string {
  const rows = new Map<string, [source: string, destination: string, allowed: string, unknown: string]>();
  for (const line of verdictLines(session, { workloads })) {
    const [source, destination] = [nameOf(line.source), nameOf(line.destination)];
    const key = `${source}\n${destination}`;
    const row = rows.get(key) ?? [source, destination, '', ''];
    row[column(line)] = line.traffic.text;
    rows.set(key, row);
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const all: string[][] = [['source', 'destination', 'allowed', 'unknown'], ...sorted];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => row[i].length)));
  const lines = all.map((row) => row.map((text, i) => text.padEnd(widths[i])).join('  ').trimEnd());
  return sorted.length === 0 ? 'no pod can reach another' : lines.join('\n');
}

function column({ verdict }: VerdictLine): 2 | 3 {
  return verdict === 'unknown' ? 3 : 2;
}

function nameOf(end: JudgedEnd): string {
  if (typeof end === 'string') return escapeText(end);
  return end.addresses.isEverything ? '(outside)' : end.addresses.ranges.join(' ');
}
