import { TrafficSet } from '../../sets';
import type { TrafficTable } from '../compile';
import { Outcome, Outcomes } from './outcomes';

/** What may pass between two ends; the rest is denied. INVARIANT: the two sets are disjoint; test/engine/judge/final-outcomes.test.ts. */
export interface Reach {
  /** What definitely passes. */
  readonly allowed: TrafficSet;
  /** What possibly passes. */
  readonly unknown: TrafficSet;
}

/** What the first outcomes let pass together is kept; of many outcomes, few pairs are met again. */
const MAX_PAIRED = 4096;

/** There are fewer traffic sets. */
const MAX_SETS = 0x4000000;

/** Kept in the shorter form: what is not allowed is denied, but for the little that is undecided. */
class FinalOutcome implements Outcome {
  private denied?: TrafficSet;

  public constructor(public readonly mayAllow: TrafficSet, public readonly undecided: TrafficSet) {}

  public get mayDeny(): TrafficSet {
    return (this.denied ??= TrafficSet.ALL.subtract(this.mayAllow).union(this.undecided));
  }
}

const NOTHING: Reach = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };

function together(a: FinalOutcome, b: FinalOutcome): Reach {
  const possible = a.mayAllow.intersect(b.mayAllow);
  if (possible.isEmpty()) return NOTHING;
  const allowed = possible.subtract(a.undecided).subtract(b.undecided);
  return { allowed, unknown: possible.subtract(allowed) };
}

/**
 * Numbers for the outcomes of states, equal outcomes sharing one, and what two of them let pass together.
 * INVARIANT: equal traffic sets have one number in `traffic`, so equal outcomes have one key; test/engine/judge/final-outcomes.test.ts.
 */
export class FinalOutcomes {
  private readonly list: FinalOutcome[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly ofState: number[] = [];
  private ofUnsettled: number[] = [];
  private generation = 0;
  private readonly pairs: Reach[][] = [];

  public constructor(private readonly outcomes: Outcomes, private readonly traffic: TrafficTable) {}

  /** The number of the outcome of a state, once the last stage has ended. */
  public number(state: number): number {
    if (state >= 0) return (this.ofState[state] ??= this.compute(state));
    if (this.generation !== this.outcomes.generation) {
      this.generation = this.outcomes.generation;
      this.ofUnsettled = [];
    }
    return (this.ofUnsettled[-state] ??= this.compute(state));
  }

  private compute(state: number): number {
    const { mayAllow, mayDeny } = this.outcomes.outcome(state);
    const [allow, undecided] = [this.traffic.id(mayAllow), this.traffic.id(mayAllow.intersect(mayDeny))];
    const key = allow * MAX_SETS + undecided;
    let id = this.numbers.get(key);
    if (id === undefined) this.numbers.set(key, (id = this.list.push(new FinalOutcome(this.traffic.set(allow), this.traffic.set(undecided))) - 1));
    return id;
  }

  /** The number of the outcome of an end that nothing restricts. */
  public open(): number {
    return this.number(Outcomes.START);
  }

  /** The outcome of a number that `number` gave out. */
  public outcome(number: number): Outcome {
    return this.list[number];
  }

  private pair(egress: number, ingress: number): Reach {
    return ((this.pairs[egress] ??= [])[ingress] = together(this.list[egress], this.list[ingress]));
  }

  /** What may pass, by the outcomes of the source's egress and the destination's ingress. */
  public both(egress: number, ingress: number): Reach {
    if (egress >= MAX_PAIRED || ingress >= MAX_PAIRED) return together(this.list[egress], this.list[ingress]);
    return this.pairs[egress]?.[ingress] ?? this.pair(egress, ingress);
  }
}
