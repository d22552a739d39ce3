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
  /** Hash → the first number of a set that has it. There may be a million large sets: texts of them would be most of the memory. */
  private readonly first = new Map<number, number>();
  /** Number → the next one of equal hash. */
  private readonly next: (number | undefined)[] = [];

  public constructor() {
    this.id(TrafficSet.NONE);
    this.id(TrafficSet.ALL);
  }

  /** The number of a set. */
  public id(set: TrafficSet): number {
    if (set === TrafficSet.NONE && this.sets.length > 0) return TrafficTable.NONE;
    const first = this.first.get(set.hash);
    for (let id = first; id !== undefined; id = this.next[id]) if (this.sets[id].equals(set)) return id;
    const id = this.sets.push(set) - 1;
    this.first.set(set.hash, id);
    if (first !== undefined) this.next[id] = first;
    return id;
  }

  /** The set of a number that `id` gave out. */
  public set(id: number): TrafficSet {
    return this.sets[id];
  }
}
