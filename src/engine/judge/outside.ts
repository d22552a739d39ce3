import type { ContainerPort } from '../../model';
import { Address, Intervals, Ordinal, successor } from '../../sets';
import { CompiledRule, countUpTo, addBoundaries, firstNotBelow, Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';

/** Outcomes of one direction towards addresses outside the cluster: pieces from `starts[i]` up to the next start. */
export interface Segments<T extends Ordinal> {
  readonly starts: readonly T[];
  readonly outcomes: readonly number[];
}

export interface Outside {
  readonly v4: Segments<number>;
  readonly v6: Segments<bigint>;
}

/** What a program makes of the addresses outside; `ports`: the named ports of an ingress program's subject. */
export function outsideOf(
  program: readonly Op[],
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  steps: RuleTransitions,
  final: (state: number) => number,
): Outside {
  const judge = new Judge(program, ports, outcomes, steps, final);
  return { v4: judge.pieces(v4Of, 0, 2 ** 32), v6: judge.pieces(v6Of, 0n, AFTER_V6) };
}

/** The outcome towards one address. */
export function outcomeAt(outside: Outside, address: Address): number {
  return address.family === 4 ? segmentAt(outside.v4, address.value) : segmentAt(outside.v6, address.value);
}

function segmentAt<T extends Ordinal>({ starts, outcomes }: Segments<T>, value: T): number {
  return outcomes[countUpTo(starts, value) - 1];
}

const AFTER_V6 = 1n << 128n;
const v4Of: Blocks<number> = (rule) => rule.outside.v4;
const v6Of: Blocks<bigint> = (rule) => rule.outside.v6;

type Blocks<T extends Ordinal> = (rule: CompiledRule) => Intervals<T>;

class Judge {
  public constructor(
    private readonly program: readonly Op[],
    private readonly ports: readonly ContainerPort[],
    private readonly outcomes: Outcomes,
    private readonly steps: RuleTransitions,
    private readonly final: (state: number) => number,
  ) {}

  public pieces<T extends Ordinal>(blocks: Blocks<T>, zero: T, limit: T): Segments<T> {
    const starts = this.boundaries(blocks, zero);
    const states = new Array<number>(starts.length).fill(Outcomes.START);
    for (const instruction of this.program) this.run(instruction, blocks, states, starts);
    for (let i = 0; i < states.length; i++) states[i] = this.final(states[i]);
    return starts.length === 1 ? alike(zero, states[0]) : merge(starts, states, limit);
  }

  /** Ascending, each once. */
  private boundaries<T extends Ordinal>(blocks: Blocks<T>, zero: T): T[] {
    const cuts: T[] = [zero];
    for (const instruction of this.program) {
      if (instruction.type !== 'rule') continue;
      addBoundaries(blocks(instruction.rule), cuts);
    }
    if (cuts.length === 1) return cuts;
    sort(cuts);
    let kept = 1;
    for (let i = 1; i < cuts.length; i++) if (cuts[i] !== cuts[kept - 1]) cuts[kept++] = cuts[i];
    cuts.length = kept;
    return cuts;
  }

  private run<T extends Ordinal>(instruction: Op, blocks: Blocks<T>, states: number[], starts: readonly T[]): void {
    if (instruction.type === 'everybody') return this.step(states, 0, states.length, instruction.step);
    if (instruction.type === 'anything') {
      this.step(states, 0, states.length, this.outcomes.rule('allow', TrafficTable.ALL, false));
      return this.step(states, 0, states.length, this.outcomes.rule('deny', TrafficTable.ALL, false));
    }
    if (instruction.type === 'own-node') return;
    const { rule, sure } = instruction;
    if (rule.everyone) this.step(states, 0, states.length, this.steps.of(rule, this.ports, sure));
    if (rule.perhapsEveryone) this.step(states, 0, states.length, this.steps.of(rule, this.ports, false));
    const intervals = blocks(rule);
    if (intervals.isEmpty()) return;
    const step = this.steps.of(rule, this.ports, sure);
    for (let i = 0; i < intervals.length; i++) {
      this.step(states, firstNotBelow(starts, intervals.first(i)), firstNotBelow(starts, successor(intervals.last(i))), step);
    }
  }

  private step(states: number[], from: number, to: number, step: number): void {
    for (let i = from; i < to; i++) states[i] = this.outcomes.after(states[i], step);
  }
}

/** Outcome → the one piece where no rule names addresses: there are few different ones, and they are kept once. */
const ALIKE_V4: Segments<Ordinal>[] = [];
const ALIKE_V6: Segments<Ordinal>[] = [];

function alike<T extends Ordinal>(zero: T, outcome: number): Segments<T> {
  const known = typeof zero === 'number' ? ALIKE_V4 : ALIKE_V6;
  return (known[outcome] ??= { starts: [zero], outcomes: [outcome] }) as Segments<T>;
}

/** In place; few of them are inserted one by one, which needs no memory. */
function sort<T extends Ordinal>(values: T[]): void {
  if (values.length > 32) {
    values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return;
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let at = i;
    for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}

function merge<T extends Ordinal>(starts: readonly T[], outcomes: readonly number[], limit: T): Segments<T> {
  const kept: Segments<T> & { starts: T[]; outcomes: number[] } = { starts: [], outcomes: [] };
  for (let i = 0; i < starts.length; i++) {
    if (starts[i] >= limit || (i > 0 && outcomes[i] === outcomes[i - 1])) continue;
    kept.starts.push(starts[i]);
    kept.outcomes.push(outcomes[i]);
  }
  return kept;
}
