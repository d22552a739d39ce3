import { Counts, noCounts } from './compare';
import { MIXED } from './diff-case';
import { FEATURES, isOrderedFeature } from './features';
import { addLaw, describeLaw, LawCounts, noLawCounts } from './law-counts';
import type { SliceResult } from './worker';

/** What a run has seen so far; plain data, so that it can be kept in a file and taken up again. */
interface Tally {
  cases: number;
  readonly counts: Counts;
  readonly features: number[];
  /** How many cases have how many pods, and policies. */
  readonly pods: number[];
  readonly policies: number[];
  /** Where the law judges as well. */
  readonly law?: LawCounts;
}

export function newTally(law: boolean): Tally {
  return { cases: 0, counts: noCounts(), features: FEATURES.map(() => 0), pods: [], policies: [], ...(law && { law: noLawCounts() }) };
}

export function add(tally: Tally, result: SliceResult): void {
  tally.cases += result.count;
  for (const verdict of ['allowed', 'denied', 'unknown'] as const) tally.counts[verdict] += result.counts[verdict];
  result.features.forEach((count, f) => { tally.features[f] += count; });
  if (tally.law !== undefined) addLaw(tally.law, result.law!);
  for (const count of result.pods) tally.pods[count] = (tally.pods[count] ?? 0) + 1;
  for (const count of result.policies) tally.policies[count] = (tally.policies[count] ?? 0) + 1;
}

function verdictsOf({ counts }: Tally): number {
  return counts.allowed + counts.denied + counts.unknown;
}

function medianOf(histogram: readonly number[]): number {
  const total = histogram.reduce((sum, count) => sum + (count ?? 0), 0);
  let seen = 0;
  return histogram.findIndex((count) => (seen += count ?? 0) * 2 >= total);
}

const LEAST_SHARE = 0.05;

/** How many cases may have a feature. */
function casesWith(name: string, { cases }: Tally): number {
  return isOrderedFeature(name) ? Math.min(cases, MIXED) : cases;
}

/** What a run of this size must have tried; in words, one line for each that is missing. */
export function shortcomings(tally: Tally): string[] {
  const rare = FEATURES.filter(([name], f) => tally.features[f] < casesWith(name, tally) * LEAST_SHARE).map(([name]) => `fewer than 5 % of the cases have: ${name}`);
  if (medianOf(tally.pods) < 6) rare.push('the median case has fewer than 6 pods');
  if (medianOf(tally.policies) < 3) rare.push('the median case has fewer than 3 policies');
  return rare;
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1).padStart(5)} %`;

export function describe(tally: Tally, seconds: number, casesNow: number): string {
  const verdicts = verdictsOf(tally);
  return [
    'share of the cases that have',
    ...FEATURES.map(([name], f) => `  ${percent(tally.features[f], casesWith(name, tally))}  ${name}`),
    `median case: ${medianOf(tally.pods)} pods, ${medianOf(tally.policies)} policies`,
    'share of the verdicts',
    ...(['allowed', 'denied', 'unknown'] as const).map((verdict) => `  ${percent(tally.counts[verdict], verdicts)}  ${verdict}`),
    ...(tally.law === undefined ? [] : [`with facts added: ${describeLaw(tally.law)}`]),
    `${tally.cases} cases, ${verdicts} verdicts, ${Math.round(casesNow / seconds)} cases/s in ${seconds.toFixed(1)} s`,
  ].join('\n');
}
