/**
 * Numbers for sequences of small numbers: those with the same number took the same steps. A tree of steps, from 0 on; without texts as
 * keys, for there may be millions of sequences.
 */
export class PartitionTree {
  private next = 1;
  private readonly dimensions: { readonly size: number; readonly steps: Map<number, number> }[] = [];

  /** A kind of steps, with numbers below `size`. */
  public dimension(size: number): (before: number, step: number) => number {
    const steps = new Map<number, number>();
    this.dimensions.push({ size, steps });
    return (before, step) => {
      const key = before * size + step;
      let after = steps.get(key);
      if (after === undefined) steps.set(key, (after = this.next++));
      return after;
    };
  }

  /** Forgets all sequences. */
  public clear(): void {
    this.next = 1;
    for (const { steps } of this.dimensions) steps.clear();
  }
}
