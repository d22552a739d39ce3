import { TrafficSet } from '../../sets';

/** Gives equal traffic sets one small number, so that later comparisons and tables work on numbers. */
export class TrafficTable {
  public static readonly NONE = 0;
  public static readonly ALL = 1;

  private readonly sets: TrafficSet[] = [];
  private readonly ids = new Map<string, number>();
  private readonly seen = new WeakMap<TrafficSet, number>();

  public constructor() {
    this.id(TrafficSet.NONE);
    this.id(TrafficSet.ALL);
  }

  public id(set: TrafficSet): number {
    const known = this.seen.get(set);
    if (known !== undefined) return known;
    const id = this.byText(set);
    this.seen.set(set, id);
    return id;
  }

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
