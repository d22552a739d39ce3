import { ascending, Classes, ClassList, CompiledRule, has, Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { unreadTransitions } from './unread';

/** Numbers of classes or outcomes: a plain array where they are few, since that is smaller then. */
type Numbers = readonly number[] | Int32Array;

/** Up to so many numbers are kept in a plain array. */
const MAX_PLAIN = 64;

/**
 * Outcomes of one direction towards every class: a default, and the entries of the classes whose outcome is another one.
 * INVARIANT: `classes` ascends, and no entry has the default outcome; test/engine/judge/row-table.test.ts.
 */
export class Row {
  public constructor(
    /** The outcome towards the classes without entry. */
    public readonly defaultOutcome: number,
    /** The classes with an entry, ascending. */
    public readonly classes: Numbers,
    /** Their outcomes, in the order of `classes`. */
    public readonly outcomes: Numbers,
  ) {}

  /** The outcome towards a class. */
  public at(classId: number): number {
    const { classes } = this;
    let low = 0;
    let high = classes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = classes[middle];
      if (found === classId) return this.outcomes[middle];
      if (found < classId) low = middle + 1;
      else high = middle - 1;
    }
    return this.defaultOutcome;
  }
}

/**
 * Runs programs over all classes at once: a default state, and a state of its own for each class that some rule selects ("touched").
 * INVARIANT: an op moves the default state and each touched state it selects exactly once; test/engine/judge/entry.test.ts.
 */
export class RowBuilder {
  /** Class → the run in which it was last touched. */
  private readonly touchedIn: Int32Array;
  private readonly state: Int32Array;
  /** Class → the list of excepted classes that last held it. */
  private readonly exceptedIn: Int32Array;
  private readonly touched: number[] = [];
  private round = 0;
  private mark = 0;
  private defaultState = Outcomes.START;
  private readonly declaring = new Map<string, readonly number[]>();

  public constructor(
    private readonly classes: Classes,
    private readonly outcomes: Outcomes,
    private readonly transitions: RuleTransitions,
    /** State → number of its outcome. */
    private readonly final: (state: number) => number,
  ) {
    this.touchedIn = new Int32Array(classes.count);
    this.state = new Int32Array(classes.count);
    this.exceptedIn = new Int32Array(classes.count);
  }

  /**
   * Runs one program. `ports`: number of the port set at which an ingress program resolves names; -1 for egress. `apart`: the classes with
   * which nothing can be exchanged.
   */
  public build(program: readonly Op[], ports: number, apart: readonly number[]): Row {
    this.round++;
    this.touched.length = 0;
    this.defaultState = this.outcomes.begin();
    const { hostNetwork } = this.classes;
    for (const c of hostNetwork) this.touch(c);
    for (const op of program) this.run(op, ports);
    for (const c of apart) this.touch(c);
    for (const c of apart) this.state[c] = this.outcomes.nothing();
    return this.finish();
  }

  private run(op: Op, ports: number): void {
    if (op.type === 'allPeers') return this.advanceAll(op.transition);
    if (op.type === 'unreadPolicy') {
      for (const transition of unreadTransitions(op, this.outcomes)) this.advanceAll(transition);
      return;
    }
    if (op.type === 'ownNode') return this.ownNode();
    const { rule, definite } = op;
    if (rule.allPeers) this.apply({ except: true, list: NO_CLASSES }, rule, definite, ports);
    if (rule.possiblyAllPeers) this.apply({ except: true, list: NO_CLASSES }, rule, false, ports);
    for (const peer of rule.pods) this.apply(peer.classes, rule, definite && peer.definite, ports);
  }

  /** The node of a pod always reaches it, and possibly the pod its node; any host network pod may be on that node. */
  private ownNode(): void {
    const transition = this.outcomes.rule('allow', TrafficTable.ALL, false);
    for (const c of this.classes.hostNetwork) this.advance(c, transition);
  }

  /** Applies a rule to classes. */
  private apply(selected: ClassList, rule: CompiledRule, definite: boolean, ports: number): void {
    const names = rule.named;
    if (ports >= 0 || names.length === 0) {
      const transition = this.transitions.of(rule, ports < 0 ? undefined : this.classes.portSets[ports], definite);
      if (selected.except) this.advanceAllBut(selected.list, transition);
      else for (const c of selected.list) this.advance(c, transition);
      return;
    }
    const bySet = new Map<number, number>();
    const transitionOf = (c: number) => {
      const set = this.classes.portsOf[c];
      let transition = bySet.get(set);
      if (transition === undefined) bySet.set(set, (transition = this.transitions.of(rule, this.classes.portSets[set], definite)));
      return transition;
    };
    if (!selected.except) {
      for (const c of selected.list) this.advance(c, transitionOf(c));
      return;
    }
    const declaring = names.flatMap(({ name }) => [...this.declaringClasses(name)]).filter((c) => !has(selected.list, c));
    this.advanceAllBut([...new Set([...selected.list, ...declaring])], this.transitions.of(rule, undefined, definite));
    for (const c of new Set(declaring)) this.advance(c, transitionOf(c));
  }

  private touch(c: number): void {
    if (this.touchedIn[c] === this.round) return;
    this.touchedIn[c] = this.round;
    this.state[c] = this.defaultState;
    this.touched.push(c);
  }

  private advance(c: number, transition: number): void {
    this.touch(c);
    this.state[c] = this.outcomes.after(this.state[c], transition);
  }

  private advanceAll(transition: number): void {
    for (const c of this.touched) this.state[c] = this.outcomes.after(this.state[c], transition);
    this.defaultState = this.outcomes.after(this.defaultState, transition);
  }

  private advanceAllBut(list: readonly number[], transition: number): void {
    this.mark++;
    for (const c of list) {
      this.touch(c);
      this.exceptedIn[c] = this.mark;
    }
    for (const c of this.touched) if (this.exceptedIn[c] !== this.mark) this.state[c] = this.outcomes.after(this.state[c], transition);
    this.defaultState = this.outcomes.after(this.defaultState, transition);
  }

  private declaringClasses(name: string): readonly number[] {
    let list = this.declaring.get(name);
    if (list === undefined) {
      const { portSets, portsOf, count } = this.classes;
      const declares = portSets.map((set) => set.some((port) => port.name === name));
      list = Array.from({ length: count }, (_, c) => c).filter((c) => declares[portsOf[c]]);
      this.declaring.set(name, list);
    }
    return list;
  }

  private finish(): Row {
    const defaultOutcome = this.final(this.defaultState);
    const listed = this.touched;
    let count = 0;
    let sorted = true;
    for (let i = 0; i < listed.length; i++) {
      const c = listed[i];
      this.state[c] = this.final(this.state[c]);
      if (this.state[c] === defaultOutcome) continue;
      if (count > 0 && listed[count - 1] > c) sorted = false;
      listed[count++] = c;
    }
    listed.length = count;
    if (count === 0) return new Row(defaultOutcome, NO_CLASSES, NO_CLASSES);
    const outcome = (c: number) => this.state[c];
    if (count > MAX_PLAIN) {
      const classes = Int32Array.from(listed);
      if (!sorted) classes.sort();
      return new Row(defaultOutcome, classes, classes.map(outcome));
    }
    const classes = sorted ? listed.slice() : listed.slice().sort(ascending);
    return new Row(defaultOutcome, classes, classes.map(outcome));
  }
}

const NO_CLASSES: readonly number[] = [];
