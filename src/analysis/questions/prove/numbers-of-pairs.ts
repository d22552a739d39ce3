/** Numbers different pairs in the order in which they are met; the first members of pairs should be few. */
export class NumbersOfPairs {
  private readonly byFirst: number[][] = [];
  private count = 0;

  /** The number of a pair; how many there were before where it is new. */
  public of(first: number, second: number): number {
    const bySecond = (this.byFirst[first] ??= []);
    return (bySecond[second] ??= this.count++);
  }
}
