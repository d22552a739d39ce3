import type { TrafficSet } from '../../sets';
import type { TrafficTable } from '../compile';
import { Outcome, Outcomes } from './outcomes';

/** What may pass between two ends; the rest is denied. INVARIANT: the two sets are disjoint; test/engine/judge/final-outcomes.test.ts. */
export interface Reach {
  /** What definitely passes. */
  readonly allowed: TrafficSet;
  /** What possibly passes. */
  readonly unknown: TrafficSet;
}

/**
 * Numbers for the outcomes of states, equal outcomes sharing one, and what two of them let pass together.
 * INVARIANT: equal traffic sets have one number in `traffic`, so equal outcomes have one key; test/engine/judge/final-outcomes.test.ts.
 */
export class FinalOutcomes {
  private readonly list: Outcome[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly ofState: number[] = [];
  private readonly pairs: Reach[][] = [];

  public constructor(private readonly outcomes: Outcomes, private readonly traffic: TrafficTable) {}

  /** The number of the outcome of a state, once the last stage has ended. */
  public number(state: number): number {
    const known = this.ofState[state];
    if (known !== undefined) return known;
    const outcome = this.outcomes.outcome(state);
    const key = `${this.traffic.id(outcome.mayAllow)},${this.traffic.id(outcome.mayDeny)}`;
    let id = this.numbers.get(key);
    if (id === undefined) this.numbers.set(key, (id = this.list.push(outcome) - 1));
    return (this.ofState[state] = id);
  }

  /** The number of the outcome of an end that nothing restricts. */
  public open(): number {
    return this.number(Outcomes.START);
  }

  /** The outcome of a number that `number` gave out. */
  public outcome(number: number): Outcome {
    return this.list[number];
  }

  /** What may pass, by the outcomes of the source's egress and the destination's ingress. */
  public both(egress: number, ingress: number): Reach {
    const pairs = (this.pairs[egress] ??= []);
    let reach = pairs[ingress];
    if (reach === undefined) {
      const a = this.list[egress];
      const b = this.list[ingress];
      const possible = a.mayAllow.intersect(b.mayAllow);
      const allowed = possible.subtract(a.mayDeny).subtract(b.mayDeny);
      pairs[ingress] = reach = { allowed, unknown: possible.subtract(allowed) };
    }
    return reach;
  }
}
