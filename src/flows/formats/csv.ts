import type { FlowFormat, FlowReader, Sink } from '../observation';
import { FLOW_FIELDS, takeFlow } from './flow-record';

/** A table with a line of column names, RFC 4180; the columns are the fields of the tool-neutral form, in any order. */
export const GENERIC_CSV: FlowFormat = {
  name: 'csv',
  takes: 'lines',
  words: ['src_namespace', 'dst_namespace', 'src_ip', 'dst_ip', 'dst_port', 'protocol', 'src_workload', 'dst_workload'],
  fits: (line, value) => value === undefined && isHeader(splitLine(line)),
  open: (sink) => new CsvReader(sink),
};

function isHeader(columns: readonly string[] | undefined): boolean {
  return columns !== undefined && columns.includes('dst_port') && columns.includes('protocol');
}

class CsvReader implements FlowReader {
  private columns?: readonly string[];
  private odd = '';

  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    const line = this.odd === '' ? record as string : `${this.odd}\n${record as string}`;
    const cells = splitLine(line);
    // a line break inside of quotes
    if (cells === undefined && line.length < 65_536) {
      this.odd = line;
      return;
    }
    this.odd = '';
    if (cells === undefined) return this.sink.bad('a line with an open quote');
    if (this.columns === undefined || isHeader(cells)) return this.header(cells);
    if (cells.length !== this.columns.length) return this.sink.bad(`a line of ${cells.length} cells below ${this.columns.length} columns`);
    const flow: Record<string, string> = {};
    this.columns.forEach((column, i) => {
      if (cells[i] !== '' && isKnown(column)) flow[column] = cells[i];
    });
    takeFlow(flow, this.sink);
  }

  private header(cells: readonly string[]): void {
    if (!isHeader(cells)) return this.sink.bad('a table without the columns `dst_port` and `protocol`');
    for (const column of cells.filter((name) => !isKnown(name))) this.sink.bad(`the column \`${column}\``);
    this.columns = cells;
  }
}

function isKnown(column: string): boolean {
  return (FLOW_FIELDS as readonly string[]).includes(column);
}

/** The cells of a line; `undefined` where a quote stays open. */
function splitLine(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',').map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; ;) {
    if (line[at] === '"') {
      let cell = '';
      for (at++; ; at += 2) {
        const close = line.indexOf('"', at);
        if (close < 0) return undefined;
        cell += line.slice(at, close);
        at = close;
        if (line[close + 1] !== '"') break;
        cell += '"';
      }
      cells.push(cell);
      const comma = line.indexOf(',', at);
      if (comma < 0) return cells;
      at = comma + 1;
    } else {
      const comma = line.indexOf(',', at);
      cells.push(line.slice(at, comma < 0 ? undefined : comma).trim());
      if (comma < 0) return cells;
      at = comma + 1;
    }
  }
}
