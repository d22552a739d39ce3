/** Sets of exceptions as small numbers: equal numbers are equal sets. */
export class Masks {
  private readonly sets: bigint[] = [0n];
  private readonly numbers = new Map<bigint, number>([[0n, 0]]);
  private readonly joined = new Map<number, Map<number, number>>();

  /** The number of a set; bit `i` is the exception `i`. */
  public of(set: bigint): number {
    let number = this.numbers.get(set);
    if (number === undefined) this.numbers.set(set, (number = this.sets.push(set) - 1));
    return number;
  }

  /** The exceptions that are in both. */
  public both(a: number, b: number): number {
    if (a === 0 || b === 0) return 0;
    let joined = this.joined.get(a);
    if (joined === undefined) this.joined.set(a, (joined = new Map()));
    let number = joined.get(b);
    if (number === undefined) joined.set(b, (number = this.of(this.sets[a] & this.sets[b])));
    return number;
  }

  public has(number: number, exception: number): boolean {
    return (this.sets[number] >> BigInt(exception)) % 2n === 1n;
  }
}
