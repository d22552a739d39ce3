import { readFileSync } from 'fs';
import { join } from 'path';
import type { Alarm } from './alarms';

/** `true`: it is so, and worth a change. `repeated`: so, and said already of another place of the set. `false`: it is not so. */
export const JUDGED = ['true', 'repeated', 'false'] as const;

/** A judgement by hand of errors and warnings of one rule for one reason. */
export interface Judgement {
  readonly rule: string;
  readonly verdict: (typeof JUDGED)[number];
  readonly reason: string;
  /** By set, the places. */
  readonly at: Readonly<Record<string, readonly string[]>>;
}

interface Data {
  readonly judgements: readonly Judgement[];
  /** Why sets have more warnings than fit on a screen. */
  readonly manyWarnings: Readonly<Record<string, string>>;
}

/** More warnings of one set need a reason of their own. */
export const MOST_WARNINGS = 6;

export const { judgements: JUDGEMENTS, manyWarnings: MANY_WARNINGS } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'data', 'precision', 'judgements.json'), 'utf8'),
) as Data;

/** One line for each judged alarm of a set, sorted. */
export function judgedLines(set: string): string[] {
  return JUDGEMENTS.flatMap(({ rule, at }) => (at[set] ?? []).map((place) => lineOf({ rule, place }))).sort();
}

export function lineOf({ rule, place }: Alarm): string {
  return `${rule}: ${place}`;
}
