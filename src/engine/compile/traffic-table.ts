import { TrafficSet } from '../../sets';

/**
 * Gives traffic sets small numbers, so that comparisons and tables work on numbers.
 * INVARIANT: equal sets have one number, different sets never; test/engine/compile/traffic-table.test.ts.
 */
export class TrafficTable {
  /** Number of the empty set. */
  public static readonly NONE = 0;
  /** Number of all traffic. */
  public static readonly ALL = 1;

  private readonly sets: TrafficSet[] = [];
  private readonly ids = new Map<string, number>();
  private readonly seen = new WeakMap<TrafficSet, number>();

  public constructor() {
    this.id(TrafficSet.NONE);
    this.id(TrafficSet.ALL);
  }

  /** The number of a set. */
  public id(set: TrafficSet): number {
    const known = this.seen.get(set);
    if (known !== undefined) return known;
    const id = this.byText(set);
    this.seen.set(set, id);
    return id;
  }

  /** The set of a number that `id` gave out. */
  public set(id: number): TrafficSet {
    return this.sets[id];
  }

  private byText(set: TrafficSet): number {
    const text = set.toString();
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.sets.push(set) - 1;
      this.ids.set(text, id);
    }
    return id;
  }
}
