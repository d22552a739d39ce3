import type { Action } from '../../model';
import { PortSet, Protocol, TrafficSet } from '../../sets';
import { NOTHING_PASSES, TrafficTable } from '../compile';
import { Unsettled } from './unsettled';

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

/** The transitions without parameter, at the positions that compile/fixed-transitions.ts names. */
const FIXED: readonly Transition[] = [
  (p) => ({ ...p, open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.passed, passed: TrafficSet.NONE }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.open.union(p.passed), passed: TrafficSet.NONE }),
  (p) => ({ ...p, start: p.open, left: p.open }),
  (p) => ({ ...p, left: p.left.intersect(p.open), open: p.start }),
  (p) => ({ ...p, open: p.left, start: TrafficSet.NONE, left: TrafficSet.NONE }),
  (p) => ({ ...p, open: p.start }),
  (p) => ({ ...p, mayDeny: p.mayDeny.union(p.open), open: p.start }),
  (p) => ({ ...p, open: TrafficSet.NONE, passed: TrafficSet.NONE, mayAllow: TrafficSet.NONE, mayDeny: TrafficSet.ALL }),
  (p) => ({ ...p, mayAllow: TrafficSet.unionOf([p.mayAllow, p.open, p.passed]), open: TrafficSet.ALL, passed: TrafficSet.NONE }),
];

/** What a rule does to the traffic that is still open. */
interface RuleStep {
  readonly field: 'mayAllow' | 'mayDeny' | 'passed';
  /** The number of its traffic. */
  readonly trafficId: number;
  readonly definite: boolean;
}

const FIELD: Readonly<Record<Action, RuleStep['field']>> = { allow: 'mayAllow', deny: 'mayDeny', pass: 'passed' };

/** For how many states transitions are looked up in arrays; what comes after later ones, which few clusters have, is unsettled. */
const MAX_ARRAY_STATES = 64;

/** After so many transitions a state is settled, so that none is worked out from far away again and again. */
const MAX_DEPTH = 256;

/** How many states that are not settled are kept from one run of a program to the next. */
const MAX_UNSETTLED = 50_000;

/**
 * The states that the stages of a direction can be in, and the transitions between them, both as small numbers; the state after a
 * transition is computed once. A rule that definitely matches decides its part of the open traffic; one that possibly matches makes its
 * action possible and leaves the traffic open.
 *
 * Thousands of rules for one peer would make as many states, each with a longer list of ports than the last. So a state may be *unsettled*:
 * a negative number that only says what came after a settled one; its sets are worked out, for all the rules in a row at once, when they are
 * asked for. Unsettled numbers are of use in the run of a program that began last.
 * INVARIANT: equal settled states have one number, by the numbers that `traffic` gives their sets; test/engine/judge/outcomes.test.ts.
 */
export class Outcomes {
  /** The state before the first stage. */
  public static readonly START = 0;

  private readonly states: Progress[] = [];
  private readonly stateIds = new Map<string, number>();
  /** Transition → the rule that it is; the fixed ones come first. */
  private readonly rules: (RuleStep | undefined)[] = FIXED.map(() => undefined);
  private readonly transitionIds = new Map<number, number>();
  private readonly nextOfEarlyState: Int32Array[] = [];
  private unsettled = new Unsettled();
  private forgotten = 0;

  public constructor(private readonly traffic: TrafficTable) {
    const none = TrafficSet.NONE;
    this.state({ open: TrafficSet.ALL, passed: none, mayAllow: none, mayDeny: none, start: none, left: none });
  }

  /** The state before the first stage, for a run of a program: unsettled states of other runs may be forgotten. */
  public begin(): number {
    if (this.unsettled.size > MAX_UNSETTLED) {
      this.unsettled = new Unsettled();
      this.forgotten++;
    }
    return Outcomes.START;
  }

  /** The same for one packet alone: then all sets stay small, however many rules there are. */
  public beginFor(protocol: Protocol, port: number): number {
    this.begin();
    const none = TrafficSet.NONE;
    return this.state({ open: TrafficSet.of(protocol, PortSet.single(port)), passed: none, mayAllow: none, mayDeny: none, start: none, left: none });
  }

  /** How often unsettled states were forgotten: their numbers mean others since. */
  public get generation(): number {
    return this.forgotten;
  }

  /** The number of the transition of a rule; `trafficId`: the number of its traffic. */
  public rule(action: Action, trafficId: number, definite: boolean): number {
    const key = trafficId * 8 + (action === 'allow' ? 0 : action === 'deny' ? 1 : 2) * 2 + (definite ? 1 : 0);
    let id = this.transitionIds.get(key);
    if (id === undefined) {
      id = this.rules.push({ field: FIELD[action], trafficId, definite }) - 1;
      this.transitionIds.set(key, id);
    }
    return id;
  }

  /** The state towards a peer that shares no address family. */
  public nothing(): number {
    return this.after(Outcomes.START, NOTHING_PASSES);
  }

  /** The state after a transition. */
  public after(state: number, transition: number): number {
    if (state >= 0 && state < MAX_ARRAY_STATES) {
      const known = (this.nextOfEarlyState[transition] ??= new Int32Array(MAX_ARRAY_STATES).fill(-1))[state];
      if (known >= 0) return known;
      return (this.nextOfEarlyState[transition][state] = this.state(this.compute(state, [transition])));
    }
    const from = state < 0 && this.unsettled.depth(state) >= MAX_DEPTH ? this.settle(state) : state;
    // a rule that is repeated changes nothing
    return from < 0 && transition >= FIXED.length && this.unsettled.last(from) === transition ? from : this.unsettled.after(from, transition);
  }

  /** Whether the stages have not yet definitely decided about a packet. */
  public isOpen(state: number, protocol: Protocol, port: number): boolean {
    return this.progress(state).open.contains(protocol, port);
  }

  /** The outcome of a state, once the last stage has ended: what is still open is allowed. */
  public outcome(state: number): Outcome {
    const { open, passed, mayAllow, mayDeny } = this.progress(state);
    return { mayAllow: open.isEmpty() && passed.isEmpty() ? mayAllow : TrafficSet.unionOf([mayAllow, open, passed]), mayDeny };
  }

  /** The settled state that an unsettled one stands for. */
  private settle(state: number): number {
    const settled = this.unsettled.settled(state);
    if (settled !== undefined) return settled;
    const number = this.state(this.progress(state));
    this.unsettled.setSettled(state, number);
    return number;
  }

  private progress(state: number): Progress {
    if (state >= 0) return this.states[state];
    const { from, transitions } = this.unsettled.way(state);
    return this.compute(from, transitions);
  }

  /** The rules in a row that do the same with their traffic are applied at once. */
  private compute(state: number, transitions: readonly number[]): Progress {
    let progress = this.states[state];
    for (let i = 0; i < transitions.length; ) {
      const rule = this.rules[transitions[i]];
      if (rule === undefined) {
        progress = FIXED[transitions[i++]](progress);
        continue;
      }
      const sets: TrafficSet[] = [];
      for (let next: RuleStep | undefined = rule; next !== undefined && isAlike(next, rule); next = this.rules[transitions[++i]]) {
        sets.push(this.traffic.set(next.trafficId));
      }
      progress = apply(progress, rule, TrafficSet.unionOf(sets));
    }
    return progress;
  }

  private state({ open, passed, mayAllow, mayDeny, start, left }: Progress): number {
    const ids = [open, passed, mayAllow, mayDeny, start, left].map((set) => this.traffic.id(set));
    const key = ids.join(',');
    let id = this.stateIds.get(key);
    if (id === undefined) {
      // the sets of the table, so that equal ones are kept once
      const [o, p, a, d, s, l] = ids.map((number) => this.traffic.set(number));
      this.stateIds.set(key, (id = this.states.push({ open: o, passed: p, mayAllow: a, mayDeny: d, start: s, left: l }) - 1));
    }
    return id;
  }
}

function isAlike(a: RuleStep, b: RuleStep): boolean {
  return a.field === b.field && a.definite === b.definite;
}

function apply(p: Progress, { field, definite }: RuleStep, set: TrafficSet): Progress {
  return { ...p, [field]: p[field].union(p.open.intersect(set)), open: definite ? p.open.subtract(set) : p.open };
}
