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
    return this.selectWithin(selector, 0, this.labels.length);
  }

  /** Those selected among `first` to `last` (exclusive). */
  public selectWithin(selector: LabelSelector, first: number, last: number): Int32Array {
    if (selector.isEverything()) return this.everything.subarray(first, last);
    const lists = this.candidates(selector, first, last);
    const found: number[] = [];
    for (const list of lists) {
      for (let i = lowerBound(list, first); i < list.length && list[i] < last; i++) {
        if (selector.matches(this.labels[list[i]])) found.push(list[i]);
      }
    }
    const selected = Int32Array.from(found);
    return lists.length > 1 ? selected.sort() : selected;
  }

  /** Disjoint lists, each ascending, that together hold everything selected and, in the range, as little else as the index allows. */
  private candidates(selector: LabelSelector, first: number, last: number): readonly ArrayLike<number>[] {
    let best: readonly ArrayLike<number>[] = [this.everything];
    let least = last - first;
    for (const [key, constraint] of selector.constraints) {
      const lists = this.postings(key, constraint);
      if (lists === undefined) continue;
      let size = 0;
      for (const list of lists) size += lowerBound(list, last) - lowerBound(list, first);
      if (size < least) [best, least] = [lists, size];
    }
    return best;
  }

  private postings(key: string, constraint: LabelConstraint): readonly ArrayLike<number>[] | undefined {
    if (constraint.allowsAbsent) return undefined;
    if (constraint.cofinite) return [this.byKey.get(key) ?? []];
    const values = this.byValue.get(key);
    return constraint.values.map((value) => values?.get(value) ?? []);
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
