/** What one measurement says. */
export interface Measured {
  readonly name: string;
  readonly policies: number;
  readonly pods: number;
  readonly milliseconds: number;
  /** Of the first run in its process. */
  readonly first?: number;
  /** Peak resident memory of the process. */
  readonly megabytes: number;
  readonly note?: string;
}

export interface Goal {
  readonly milliseconds: number;
  readonly megabytes?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** The slope of time over size on logarithmic scales: 1 is linear, 2 quadratic. */
export function exponent(sizes: readonly number[], times: readonly number[]): number {
  const last = sizes.length - 1;
  return Math.log(times[last] / times[0]) / Math.log(sizes[last] / sizes[0]);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  for (const row of [head, head.map((_, i) => '-'.repeat(widths[i])), ...rows]) {
    process.stdout.write(`| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |\n`);
  }
  process.stdout.write('\n');
}
