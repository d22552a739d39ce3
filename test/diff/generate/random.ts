/** Numbers that look random and are the same for the same seed and case on every machine. */
export class Random {
  private state: number;

  public constructor(seed: number, stream: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
    for (let i = 0; i < 4; i++) this.next();
  }

  /** From 0, below `limit`. */
  public below(limit: number): number {
    return Math.floor((this.next() / 4294967296) * limit);
  }

  /** From `first` to `last`, both possible. */
  public between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  public chance(probability: number): boolean {
    return this.next() / 4294967296 < probability;
  }

  public pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** `count` different ones, or all there are. */
  public sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) chosen.push(...rest.splice(this.below(rest.length), 1));
    return chosen;
  }

  public times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  /** 32 bits (the mixing steps of SplitMix). */
  private next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }
}
