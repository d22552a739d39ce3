import { LabelConstraint, LabelSelector, Labels } from '../sets';

/** Labelled things, numbered from 0, found by selector without looking at all of them. */
export class LabelIndex {
  private readonly byValue = new Map<string, Map<string, number[]>>();
  private readonly byKey = new Map<string, number[]>();
  private readonly everything: Int32Array;

  public constructor(private readonly labels: readonly Labels[]) {
    this.everything = Int32Array.from(labels, (_, i) => i);
    labels.forEach((own, i) => {
      for (const key of Object.keys(own)) {
        push(this.byKey, key, i);
        let values = this.byValue.get(key);
        if (values === undefined) this.byValue.set(key, (values = new Map()));
        push(values, own[key], i);
      }
    });
  }

  /** The numbers of the selected things, ascending. */
  public select(selector: LabelSelector): Int32Array {
    if (selector.isEverything()) return this.everything;
    const candidates = this.candidates(selector);
    return Int32Array.from(candidates).filter((i) => selector.matches(this.labels[i]));
  }

  /** Those selected among `first` to `last` (exclusive). */
  public selectWithin(selector: LabelSelector, first: number, last: number): Int32Array {
    if (selector.isEverything()) return this.everything.subarray(first, last);
    const candidates = this.candidates(selector);
    const found: number[] = [];
    for (let i = lowerBound(candidates, first); i < candidates.length && candidates[i] < last; i++) {
      if (selector.matches(this.labels[candidates[i]])) found.push(candidates[i]);
    }
    return Int32Array.from(found);
  }

  /** A list, ascending, that holds everything selected and as little else as the index allows. */
  private candidates(selector: LabelSelector): ArrayLike<number> {
    let best: ArrayLike<number> = this.everything;
    for (const [key, constraint] of selector.constraints) {
      const list = this.posting(key, constraint);
      if (list !== undefined && list.length < best.length) best = list;
    }
    return best;
  }

  private posting(key: string, constraint: LabelConstraint): ArrayLike<number> | undefined {
    if (constraint.allowsAbsent) return undefined;
    if (constraint.cofinite) return this.byKey.get(key) ?? [];
    const values = this.byValue.get(key);
    const lists = constraint.values.map((value) => values?.get(value) ?? []);
    return lists.length === 1 ? lists[0] : Int32Array.from(lists.flat()).sort();
  }
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The first position whose value is not below `value`. */
export function lowerBound(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
