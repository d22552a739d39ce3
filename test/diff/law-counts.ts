/** What a run of the law has counted. It knows no engine, so that a run that hands out cases need not load one. */

/** How many pairs of ends were compared, and what became of them. */
export interface LawCounts {
  pairs: number;
  /** Of some traffic nothing was known before. */
  unknown: number;
  /** Of these, those of which everything is known with the facts. */
  settled: number;
  /** Those with traffic that was definite and is not known with the facts. */
  weakened: number;
}

export function noLawCounts(): LawCounts {
  return { pairs: 0, unknown: 0, settled: 0, weakened: 0 };
}

export function addLaw(sum: LawCounts, more: LawCounts): void {
  for (const key of Object.keys(sum) as (keyof LawCounts)[]) sum[key] += more[key];
}

export function describeLaw({ pairs, unknown, settled, weakened }: LawCounts): string {
  return `${pairs} pairs, no definite verdict turned round; ${unknown} unknown, ${settled} of them settled by the facts; ${weakened} definite and then unknown`;
}
