/** Numbers different pairs in the order in which they are met; the first members of pairs should be few. */
export class NumbersOfPairs {
  private readonly byFirst = new Map<number, Map<number, number>>();
  private count = 0;

  /** The number of a pair; how many there were before where it is new. */
  public of(first: number, second: number): number {
    let bySecond = this.byFirst.get(first);
    if (bySecond === undefined) this.byFirst.set(first, (bySecond = new Map()));
    let number = bySecond.get(second);
    if (number === undefined) bySecond.set(second, (number = this.count++));
    return number;
  }
}
