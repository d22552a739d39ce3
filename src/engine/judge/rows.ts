import { ascending, Classes, ClassList, CompiledRule, has, Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';

/** Small numbers: a plain array where they are few, for that is the smaller one then. */
export type Numbers = readonly number[] | Int32Array;

const FEW = 64;

/** Outcomes of one direction towards every class: most alike, the others listed. */
export class Row {
  public constructor(
    /** The outcome of the classes that are not listed. */
    public readonly base: number,
    /** Ascending. */
    public readonly classes: Numbers,
    public readonly outcomes: Numbers,
  ) {}

  /** The outcome towards a class. */
  public at(wanted: number): number {
    const { classes } = this;
    let low = 0;
    let high = classes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = classes[middle];
      if (found === wanted) return this.outcomes[middle];
      if (found < wanted) low = middle + 1;
      else high = middle - 1;
    }
    return this.base;
  }
}

/** Runs programs over all classes at once: a state for the untouched ones, and one for each class that some rule means. */
export class RowBuilder {
  private readonly stamp: Int32Array;
  private readonly state: Int32Array;
  private readonly excluded: Int32Array;
  private readonly touched: number[] = [];
  private round = 0;
  private mark = 0;
  private base = Outcomes.START;
  private readonly declaring = new Map<string, readonly number[]>();

  public constructor(
    private readonly classes: Classes,
    private readonly outcomes: Outcomes,
    private readonly steps: RuleTransitions,
    /** State → number of its outcome. */
    private readonly final: (state: number) => number,
  ) {
    this.stamp = new Int32Array(classes.count);
    this.state = new Int32Array(classes.count);
    this.excluded = new Int32Array(classes.count);
  }

  /** `ports`: the port set at which an ingress program resolves names; -1 for egress. */
  public build(program: readonly Op[], ports: number): Row {
    this.round++;
    this.touched.length = 0;
    this.base = Outcomes.START;
    const { hostNetwork } = this.classes;
    for (const c of hostNetwork) this.touch(c);
    for (const instruction of program) this.run(instruction, ports);
    return this.finish();
  }

  private run(instruction: Op, ports: number): void {
    if (instruction.type === 'everybody') return this.everybody(instruction.step);
    if (instruction.type === 'anything') {
      this.everybody(this.outcomes.rule('allow', TrafficTable.ALL, false));
      return this.everybody(this.outcomes.rule('deny', TrafficTable.ALL, false));
    }
    if (instruction.type === 'own-node') return this.ownNode();
    const { rule, sure } = instruction;
    if (rule.everyone) this.mean({ except: true, list: NO_CLASSES }, rule, sure, ports);
    if (rule.perhapsEveryone) this.mean({ except: true, list: NO_CLASSES }, rule, false, ports);
    for (const peer of rule.pods) this.mean(peer.classes, rule, sure && peer.sure, ports);
  }

  /** A pod's node always reaches it, and perhaps the pod its node. */
  private ownNode(): void {
    const perhaps = this.outcomes.rule('allow', TrafficTable.ALL, false);
    for (const c of this.classes.hostNetwork) this.step(c, perhaps);
  }

  /** Applies a rule to classes. */
  private mean(meant: ClassList, rule: CompiledRule, sure: boolean, ports: number): void {
    const names = rule.named;
    if (ports >= 0 || names.length === 0) {
      const step = this.steps.of(rule, ports < 0 ? undefined : this.classes.portSets[ports], sure);
      if (meant.except) this.allBut(meant.list, step);
      else for (const c of meant.list) this.step(c, step);
      return;
    }
    const bySet = new Map<number, number>();
    const own = (c: number) => {
      const set = this.classes.portsOf[c];
      let step = bySet.get(set);
      if (step === undefined) bySet.set(set, (step = this.steps.of(rule, this.classes.portSets[set], sure)));
      return step;
    };
    if (!meant.except) {
      for (const c of meant.list) this.step(c, own(c));
      return;
    }
    const special = names.flatMap(({ name }) => [...this.declaringClasses(name)]).filter((c) => !has(meant.list, c));
    this.allBut([...new Set([...meant.list, ...special])], this.steps.of(rule, undefined, sure));
    for (const c of new Set(special)) this.step(c, own(c));
  }

  private touch(c: number): void {
    if (this.stamp[c] === this.round) return;
    this.stamp[c] = this.round;
    this.state[c] = this.base;
    this.touched.push(c);
  }

  private step(c: number, step: number): void {
    this.touch(c);
    this.state[c] = this.outcomes.after(this.state[c], step);
  }

  private everybody(step: number): void {
    for (const c of this.touched) this.state[c] = this.outcomes.after(this.state[c], step);
    this.base = this.outcomes.after(this.base, step);
  }

  private allBut(list: readonly number[], step: number): void {
    this.mark++;
    for (const c of list) {
      this.touch(c);
      this.excluded[c] = this.mark;
    }
    for (const c of this.touched) if (this.excluded[c] !== this.mark) this.state[c] = this.outcomes.after(this.state[c], step);
    this.base = this.outcomes.after(this.base, step);
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
    const base = this.final(this.base);
    const listed = this.touched;
    let count = 0;
    let sorted = true;
    for (let i = 0; i < listed.length; i++) {
      const c = listed[i];
      if (this.final(this.state[c]) === base) continue;
      if (count > 0 && listed[count - 1] > c) sorted = false;
      listed[count++] = c;
    }
    listed.length = count;
    if (count === 0) return new Row(base, NO_CLASSES, NO_CLASSES);
    const outcome = (c: number) => this.final(this.state[c]);
    if (count > FEW) {
      const classes = Int32Array.from(listed);
      if (!sorted) classes.sort();
      return new Row(base, classes, classes.map(outcome));
    }
    const classes = sorted ? listed.slice() : listed.slice().sort(ascending);
    return new Row(base, classes, classes.map(outcome));
  }
}

const NO_CLASSES: readonly number[] = [];
