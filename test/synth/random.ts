/** Numbers that look random and follow from a seed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2654435761 + 97) >>> 0;
  }

  /** An integer from 0 to below `limit`. */
  public below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  /** True once in `n` times. */
  public once(n: number): boolean {
    return this.below(n) === 0;
  }

  public pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}
