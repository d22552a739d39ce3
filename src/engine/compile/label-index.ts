import { append, LabelConstraint, Labels, LabelSelector } from '../../sets';
import { lowerBound } from './class-list';

/**
 * Finds labelled things, numbered from 0, by selector without looking at all of them.
 * INVARIANT: each posting list ascends, so that a range of numbers is one run of it; test/engine/compile/label-index.test.ts.
 */
export class LabelIndex {
  private readonly byValue = new Map<string, Map<string, number[]>>();
  private readonly byKey = new Map<string, number[]>();
  private readonly everything: readonly number[];

  /** `asked`: the keys that selectors will ask for; the others are not indexed. */
  public constructor(private readonly labels: readonly Labels[], asked: (key: string) => boolean = () => true) {
    this.everything = labels.map((_, i) => i);
    labels.forEach((labelsOfOne, i) => {
      for (const key in labelsOfOne) {
        if (!asked(key)) continue;
        append(this.byKey, key, i);
        let values = this.byValue.get(key);
        if (values === undefined) this.byValue.set(key, (values = new Map()));
        append(values, labelsOfOne[key], i);
      }
    });
  }

  /** The numbers of the selected things, ascending. */
  public select(selector: LabelSelector): readonly number[] {
    return this.selectWithin(selector, 0, this.labels.length);
  }

  /** Those selected among `first` to `last` (exclusive). */
  public selectWithin(selector: LabelSelector, first: number, last: number): readonly number[] {
    if (selector.isEverything()) return this.everything.slice(first, last);
    const lists = this.candidates(selector, first, last);
    const found: number[] = [];
    for (const list of lists) {
      for (let i = lowerBound(list, first); i < list.length && list[i] < last; i++) {
        if (selector.matches(this.labels[list[i]])) found.push(list[i]);
      }
    }
    if (lists.length > 1) found.sort((a, b) => a - b);
    // a copy has no room to spare
    return found.slice();
  }

  /** Disjoint lists, each ascending, that together hold everything selected and, in the range, as little else as the index allows. */
  private candidates(selector: LabelSelector, first: number, last: number): readonly (readonly number[])[] {
    let best: readonly (readonly number[])[] = [this.everything];
    let least = last - first;
    const { constraints } = selector;
    for (let i = 0; i < constraints.length; i++) {
      const lists = this.postings(constraints[i][0], constraints[i][1]);
      if (lists === undefined) continue;
      let size = 0;
      for (let k = 0; k < lists.length; k++) size += lowerBound(lists[k], last) - lowerBound(lists[k], first);
      if (size < least) [best, least] = [lists, size];
    }
    return best;
  }

  private postings(key: string, constraint: LabelConstraint): readonly (readonly number[])[] | undefined {
    if (constraint.allowsAbsent) return undefined;
    if (constraint.cofinite) return [this.byKey.get(key) ?? NOTHING];
    const values = this.byValue.get(key);
    if (constraint.values.length === 1) return [values?.get(constraint.values[0]) ?? NOTHING];
    return constraint.values.map((value) => values?.get(value) ?? NOTHING);
  }
}

const NOTHING: readonly number[] = [];
