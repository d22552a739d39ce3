/** Among so many states after one state, the one after a transition is looked for; if it is not found, it is made once more. */
const MAX_SEARCHED = 8;

/**
 * States whose sets are not worked out: a tree of transitions, whose roots are settled states. Numbered from -1 downwards.
 * INVARIANT: a state stands for the transitions on the way to it from its root, in their order; test/engine/judge/outcomes.test.ts.
 */
export class Unsettled {
  // by the number of a state, made positive
  private readonly before: number[] = [0];
  private readonly transition: number[] = [-1];
  private readonly depths: number[] = [0];
  private readonly settledAs: (number | undefined)[] = [undefined];
  /** State → the last one made after it, and those → the one made before: lists in arrays, for there are very many. */
  private readonly firstNext: number[] = [0];
  private readonly sibling: number[] = [0];
  private readonly firstOfRoot: number[] = [];

  /** How many states there are. */
  public get size(): number {
    return this.before.length - 1;
  }

  /** The state after a transition, from any state. */
  public after(state: number, transition: number): number {
    const [firsts, at] = state < 0 ? [this.firstNext, -state] : [this.firstOfRoot, state];
    const first = firsts[at] ?? 0;
    for (let next = first, i = 0; next !== 0 && i < MAX_SEARCHED; next = this.sibling[next], i++) {
      if (this.transition[next] === transition) return -next;
    }
    const number = this.before.push(state) - 1;
    this.transition.push(transition);
    this.depths.push(state < 0 ? this.depths[-state] + 1 : 1);
    this.settledAs.push(undefined);
    this.firstNext.push(0);
    this.sibling.push(first);
    firsts[at] = number;
    return -number;
  }

  /** The last transition of a state. */
  public last(state: number): number {
    return this.transition[-state];
  }

  /** How many transitions there are since a settled state. */
  public depth(state: number): number {
    return this.depths[-state];
  }

  public settled(state: number): number | undefined {
    return this.settledAs[-state];
  }

  public setSettled(state: number, settled: number): void {
    this.settledAs[-state] = settled;
  }

  /** The settled state and the transitions that lead to a state. */
  public way(state: number): { readonly from: number; readonly transitions: readonly number[] } {
    const transitions: number[] = [];
    let at = state;
    for (; at < 0; at = this.before[-at]) {
      const settled = this.settledAs[-at];
      if (settled !== undefined) return { from: settled, transitions: transitions.reverse() };
      transitions.push(this.transition[-at]);
    }
    return { from: at, transitions: transitions.reverse() };
  }
}
