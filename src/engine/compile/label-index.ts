import { append, LabelConstraint, Labels, LabelSelector, PartialLabels } from '../../sets';
import { lowerBound } from './class-list';

/** The numbers of selected things; both lists ascend and share none. */
export interface Selected {
  readonly definite: readonly number[];
  /** Those of which some label is not known. */
  readonly possible: readonly number[];
}

/**
 * Finds labelled things, numbered from 0, by selector without looking at all of them.
 * INVARIANT: each posting list ascends, so that a range of numbers is one run of it; test/engine/compile/label-index.test.ts.
 */
export class LabelIndex {
  private readonly byValue = new Map<string, Map<string, number[]>>();
  private readonly byKey = new Map<string, number[]>();
  private readonly everything: readonly number[];
  /** Key → things that have it with a value that is not known. */
  private readonly byUnknownKey = new Map<string, number[]>();
  /** Things that may have labels beside those that are known. */
  private readonly open: number[] = [];

  /**
   * `asked`: the keys that selectors will ask for; the others are not indexed. `unknown`: what is not known of the labels of a thing.
   */
  public constructor(
    private readonly labels: readonly Labels[],
    asked: (key: string) => boolean = () => true,
    private readonly unknown: (i: number) => Omit<PartialLabels, 'labels'> | undefined = () => undefined,
  ) {
    for (let i = 0; i < labels.length; i++) this.addUnknown(i);
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

  /** The selected things. */
  public select(selector: LabelSelector): Selected {
    return this.selectWithin(selector, 0, this.labels.length);
  }

  /** Those selected among `first` to `last` (exclusive). */
  public selectWithin(selector: LabelSelector, first: number, last: number): Selected {
    const known = this.byKnownLabels(selector, first, last);
    if (this.isComplete) return { definite: known, possible: NOTHING };
    const partial = this.partial(selector).filter((i) => i >= first && i < last);
    if (partial.length === 0) return { definite: known, possible: NOTHING };
    const definite: number[] = [];
    const possible: number[] = [];
    for (const i of partial) {
      const match = selector.match({ labels: this.labels[i], ...this.unknown(i) });
      if (match !== 'no') (match === 'definite' ? definite : possible).push(i);
    }
    const others = new Set(partial);
    return { definite: [...known.filter((i) => !others.has(i)), ...definite].sort((a, b) => a - b), possible };
  }

  /** Whether all labels of all things are known. */
  private get isComplete(): boolean {
    return this.open.length === 0 && this.byUnknownKey.size === 0;
  }

  private addUnknown(i: number): void {
    const unknown = this.unknown(i);
    if (unknown?.openLabels) this.open.push(i);
    else for (const key of unknown?.unknownLabels ?? []) append(this.byUnknownKey, key, i);
  }

  /** The things of which some label that the selector reads is not known, ascending. */
  private partial({ constraints }: LabelSelector): readonly number[] {
    const found = constraints.map(([key]) => this.byUnknownKey.get(key) ?? NOTHING).filter((list) => list.length > 0);
    if (found.length === 0) return constraints.length === 0 ? NOTHING : this.open;
    return [...new Set([...this.open, ...found.flat()])].sort((a, b) => a - b);
  }

  /** Those that are selected if what is not known is absent. */
  private byKnownLabels(selector: LabelSelector, first: number, last: number): readonly number[] {
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
