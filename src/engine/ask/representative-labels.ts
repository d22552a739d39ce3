import type { LabelSelector, Labels } from '../../sets';

/** Labels that a pod or namespace could have, one set for each combination of selectors that can select it; see `labellingsOf`. */
interface Labellings {
  readonly labels: readonly Labels[];
  /** Whether every combination is there; if not, there are more than the limit. */
  readonly complete: boolean;
}

/** The values that one label may have; `undefined` = absent. */
export type Choice = (key: string, mentioned: readonly string[]) => readonly (string | undefined)[];

/** Absent, a value that no selector mentions, or one of the values mentioned. */
export const ANY_VALUE: Choice = (_, mentioned) => [undefined, unmentioned('other', mentioned), ...mentioned];

interface Partial {
  /** Positions of the selectors that no label chosen so far has excluded, ascending. */
  readonly alive: readonly number[];
  readonly chosen: Labels;
}

/**
 * For each set of selectors that can select one thing together, while no other selector of the list does: labels that do it. Keys are
 * decided one after the other; of choices that leave the same selectors possible one is kept, so the work grows with the answer and not
 * with the product of the values. `limit`: at most so many.
 */
export function labellingsOf(selectors: readonly LabelSelector[], choice: Choice, limit: number): Labellings {
  const byKey = constraintsByKey(selectors);
  // what passes several tests of a text is not worked out
  const hasTests = selectors.some(({ constraints }) => constraints.some(([, { tests }]) => tests.length > 0));
  let states: Partial[] = [{ alive: [...selectors.keys()], chosen: {} }];
  for (const [key, constraints] of byKey) {
    const mentioned = [...new Set([...constraints.values()].flatMap(({ values, tests }) => [...values, ...tests.map(({ text }) => text)]))].sort();
    const next = new Map<string, Partial>();
    for (const value of choice(key, mentioned)) {
      for (const { alive, chosen } of states) {
        const left = alive.filter((s) => constraints.get(s)?.contains(value) ?? true);
        const name = left.join();
        if (next.has(name)) continue;
        if (next.size >= limit) return { labels: sample(states.map((state) => state.chosen)), complete: false };
        next.set(name, { alive: left, chosen: value === undefined ? chosen : { ...chosen, [key]: value } });
      }
    }
    states = [...next.values()];
  }
  return { labels: states.map(({ chosen }) => chosen), complete: !hasTests };
}

/** So many of the labels are kept where not all can be: no answer will count on them, but they may show that something is open. */
export const MAX_SAMPLE = 1_024;

/** A prime: it divides no number of combinations. */
const STEP = 7919;

/** Some of many, from everywhere in the list. */
function sample<T>(items: readonly T[]): readonly T[] {
  if (items.length <= MAX_SAMPLE) return items;
  // a regular step would keep one choice for the first keys, whose number of choices divides it
  return [...new Set(Array.from({ length: MAX_SAMPLE }, (_, i) => (i * STEP) % items.length))].map((i) => items[i]);
}

type Constraint = LabelSelector['constraints'][number][1];

function constraintsByKey(selectors: readonly LabelSelector[]): ReadonlyMap<string, ReadonlyMap<number, Constraint>> {
  const byKey = new Map<string, Map<number, Constraint>>();
  selectors.forEach((selector, s) => {
    for (const [key, constraint] of selector.constraints) {
      const known = byKey.get(key);
      if (known !== undefined) known.set(s, constraint);
      else byKey.set(key, new Map([[s, constraint]]));
    }
  });
  return byKey;
}

/** The word itself, or with a number after it, so that it is not in the list. */
export function unmentioned(word: string, mentioned: readonly string[] | ReadonlySet<string>): string {
  const taken = new Set(mentioned);
  if (!taken.has(word)) return word;
  for (let i = 2; ; i++) if (!taken.has(`${word}-${i}`)) return `${word}-${i}`;
}

/** The selectors without repetition. */
export function distinct(selectors: Iterable<LabelSelector>): LabelSelector[] {
  return [...new Map([...selectors].map((selector) => [selector.toString(), selector])).values()];
}
