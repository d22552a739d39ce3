import type { Action } from '../../model';
import { Protocol, TrafficSet } from '../../sets';
import { TrafficTable } from '../compile';

/**
 * What one direction may do with a connection: the traffic for which it may be let through, and for which it may be stopped. Together
 * they are everything; traffic in both is undecided.
 */
export interface Outcome {
  readonly mayAllow: TrafficSet;
  readonly mayDeny: TrafficSet;
}

/**
 * How far the stages have come with one peer: traffic still open, traffic passed on to the next stage, and what was possibly decided.
 * While policies of equal order are judged, each starts from `base`; what all of them left open stays open.
 */
interface Progress {
  readonly open: TrafficSet;
  readonly passed: TrafficSet;
  readonly mayAllow: TrafficSet;
  readonly mayDeny: TrafficSet;
  readonly base: TrafficSet;
  readonly left: TrafficSet;
}

type Transition = (before: Progress) => Progress;

const FIXED: readonly Transition[] = [
  (p) => ({ ...p, open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.passed, passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, base: p.open, left: p.open }),
  (p) => ({ ...p, left: p.left.intersect(p.open), open: p.base }),
  (p) => ({ ...p, open: p.left, base: TrafficSet.NONE, left: TrafficSet.NONE }),
];

const FIELD: Readonly<Record<Action, 'mayAllow' | 'mayDeny' | 'passed'>> = { allow: 'mayAllow', deny: 'mayDeny', pass: 'passed' };

/**
 * The states that a direction's stages can be in, and the steps between them, both as small numbers; each transition is computed once.
 * A rule that surely matches decides its part of the open traffic; one that maybe matches makes its action possible and leaves it open.
 */
export class Outcomes {
  /** The state before the first stage. */
  public static readonly START = 0;

  private readonly states: Progress[] = [];
  private readonly stateIds = new Map<string, number>();
  private readonly steps: Transition[] = [...FIXED];
  private readonly stepIds = new Map<number, number>();
  private readonly transitions: Map<number, number>[] = [];
  private readonly recent: Int32Array[] = [];
  private readonly finals = new Map<number, Outcome>();

  public constructor(private readonly traffic: TrafficTable) {
    const none = TrafficSet.NONE;
    this.state({ open: TrafficSet.ALL, passed: none, mayAllow: none, mayDeny: none, base: none, left: none });
  }

  /** The step of a rule. */
  public rule(action: Action, trafficId: number, sure: boolean): number {
    const key = trafficId * 8 + (action === 'allow' ? 0 : action === 'deny' ? 1 : 2) * 2 + (sure ? 1 : 0);
    let id = this.stepIds.get(key);
    if (id === undefined) {
      const set = this.traffic.set(trafficId);
      const field = FIELD[action];
      id = this.steps.push((p) => ({ ...p, [field]: p[field].union(p.open.intersect(set)), open: sure ? p.open.subtract(set) : p.open })) - 1;
      this.stepIds.set(key, id);
    }
    return id;
  }

  /** The state after a step. */
  public after(state: number, step: number): number {
    if (state < 64) {
      const known = (this.recent[step] ??= new Int32Array(64).fill(-1))[state];
      if (known >= 0) return known;
      return (this.recent[step][state] = this.compute(state, step));
    }
    const memo = (this.transitions[step] ??= new Map());
    let next = memo.get(state);
    if (next === undefined) memo.set(state, (next = this.compute(state, step)));
    return next;
  }

  /** Whether the stages have not surely decided about a packet yet. */
  public isOpen(state: number, protocol: Protocol, port: number): boolean {
    return this.states[state].open.contains(protocol, port);
  }

  /** What a state means once the last stage is through: what is still open is allowed. */
  public outcome(state: number): Outcome {
    let outcome = this.finals.get(state);
    if (outcome === undefined) {
      const { open, passed, mayAllow, mayDeny } = this.states[state];
      this.finals.set(state, (outcome = { mayAllow: mayAllow.union(open).union(passed), mayDeny }));
    }
    return outcome;
  }

  private compute(state: number, step: number): number {
    return this.state(this.steps[step](this.states[state]));
  }

  private state(progress: Progress): number {
    const { open, passed, mayAllow, mayDeny, base, left } = progress;
    const key = [open, passed, mayAllow, mayDeny, base, left].map((set) => this.traffic.id(set)).join(',');
    let id = this.stateIds.get(key);
    if (id === undefined) this.stateIds.set(key, (id = this.states.push(progress) - 1));
    return id;
  }
}
