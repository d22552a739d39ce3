/**
 * Numbers sequences of small numbers: equal sequences get one number, different ones never do. A tree whose root is 0; without texts as
 * keys, for there may be millions of sequences.
 * INVARIANT: two sequences get one number only if they are equal; test/engine/compile/partition-tree.test.ts.
 */
export class PartitionTree {
  private next = 1;
  private readonly dimensions: { readonly size: number; readonly steps: Map<number, number> }[] = [];

  /** A kind of steps, with numbers from 0 to `size` (exclusive). */
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
