import type { Action } from '../../model';
import { Protocol, TrafficSet } from '../../sets';
import { TrafficTable } from '../compile';

/**
 * What one direction may do with a connection: the traffic for which it may be let through, and for which it may be stopped.
 * INVARIANT: together they are all traffic; traffic in both is undecided; test/engine/judge/outcomes.test.ts.
 */
export interface Outcome {
  readonly mayAllow: TrafficSet;
  readonly mayDeny: TrafficSet;
}

/**
 * The state of one peer during the stages: traffic still open, traffic passed on to the next stage, and what was possibly decided.
 * While policies of equal order are judged, each starts from `start`; what all of them left open stays open.
 */
interface Progress {
  readonly open: TrafficSet;
  readonly passed: TrafficSet;
  readonly mayAllow: TrafficSet;
  readonly mayDeny: TrafficSet;
  readonly start: TrafficSet;
  readonly left: TrafficSet;
}

type Transition = (before: Progress) => Progress;

/** The nextOfState without parameter, at the positions that compile/fixed-nextOfState.ts names. */
const FIXED: readonly Transition[] = [
  (p) => ({ ...p, open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.passed, passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, start: p.open, left: p.open }),
  (p) => ({ ...p, left: p.left.intersect(p.open), open: p.start }),
  (p) => ({ ...p, open: p.left, start: TrafficSet.NONE, left: TrafficSet.NONE }),
  (p) => ({ ...p, open: p.start }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.start }),
];

/** For how many states nextOfState are looked up in arrays; later states, which few clusters have, in maps. */
const MAX_ARRAY_STATES = 64;

const FIELD: Readonly<Record<Action, 'mayAllow' | 'mayDeny' | 'passed'>> = { allow: 'mayAllow', deny: 'mayDeny', pass: 'passed' };

/**
 * The states that the stages of a direction can be in, and the transitions between them, both as small numbers; the state after a
 * transition is computed once. A rule that definitely matches decides its part of the open traffic; one that possibly matches makes its
 * action possible and leaves the traffic open.
 * INVARIANT: equal states have one number, by the numbers that `traffic` gives their sets; test/engine/judge/outcomes.test.ts.
 */
export class Outcomes {
  /** The state before the first stage. */
  public static readonly START = 0;

  private readonly states: Progress[] = [];
  private readonly stateIds = new Map<string, number>();
  private readonly transitions: Transition[] = [...FIXED];
  private readonly transitionIds = new Map<number, number>();
  private readonly nextOfState: Map<number, number>[] = [];
  private readonly nextOfEarlyState: Int32Array[] = [];
  private readonly finals = new Map<number, Outcome>();

  public constructor(private readonly traffic: TrafficTable) {
    const none = TrafficSet.NONE;
    this.state({ open: TrafficSet.ALL, passed: none, mayAllow: none, mayDeny: none, start: none, left: none });
  }

  /** The number of the transition of a rule; `trafficId`: the number of its traffic. */
  public rule(action: Action, trafficId: number, definite: boolean): number {
    const key = trafficId * 8 + (action === 'allow' ? 0 : action === 'deny' ? 1 : 2) * 2 + (definite ? 1 : 0);
    let id = this.transitionIds.get(key);
    if (id === undefined) {
      const set = this.traffic.set(trafficId);
      const field = FIELD[action];
      id = this.transitions.length;
      this.transitions.push((p) => ({ ...p, [field]: p[field].union(p.open.intersect(set)), open: definite ? p.open.subtract(set) : p.open }));
      this.transitionIds.set(key, id);
    }
    return id;
  }

  /** The state after a transition. */
  public after(state: number, transition: number): number {
    if (state < MAX_ARRAY_STATES) {
      const known = (this.nextOfEarlyState[transition] ??= new Int32Array(MAX_ARRAY_STATES).fill(-1))[state];
      if (known >= 0) return known;
      return (this.nextOfEarlyState[transition][state] = this.compute(state, transition));
    }
    const memo = (this.nextOfState[transition] ??= new Map());
    let next = memo.get(state);
    if (next === undefined) memo.set(state, (next = this.compute(state, transition)));
    return next;
  }

  /** Whether the stages have not yet definitely decided about a packet. */
  public isOpen(state: number, protocol: Protocol, port: number): boolean {
    return this.states[state].open.contains(protocol, port);
  }

  /** The outcome of a state, once the last stage has ended: what is still open is allowed. */
  public outcome(state: number): Outcome {
    let outcome = this.finals.get(state);
    if (outcome === undefined) {
      const { open, passed, mayAllow, mayDeny } = this.states[state];
      this.finals.set(state, (outcome = { mayAllow: mayAllow.union(open).union(passed), mayDeny }));
    }
    return outcome;
  }

  private compute(state: number, transition: number): number {
    return this.state(this.transitions[transition](this.states[state]));
  }

  private state(progress: Progress): number {
    const { open, passed, mayAllow, mayDeny, start, left } = progress;
    const key = [open, passed, mayAllow, mayDeny, start, left].map((set) => this.traffic.id(set)).join(',');
    let id = this.stateIds.get(key);
    if (id === undefined) this.stateIds.set(key, (id = this.states.push(progress) - 1));
    return id;
  }
}
