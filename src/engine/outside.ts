import type { ContainerPort } from '../model';
import { Address, Intervals, Ordinal, successor } from '../sets';
import { Outcomes } from './outcomes';
import type { Instruction } from './program';
import type { CompiledRule } from './rules';
import type { RuleSteps } from './steps';
import { TrafficTable } from './traffic-table';
import { cutAt } from './vocabulary';

/** Outcomes of one direction towards addresses outside the cluster: pieces from `starts[i]` up to the next start. */
export interface Pieces<T extends Ordinal> {
  readonly starts: readonly T[];
  readonly outcomes: readonly number[];
}

export interface Outside {
  readonly v4: Pieces<number>;
  readonly v6: Pieces<bigint>;
}

/** What a program makes of the addresses outside; `ports`: the named ports of an ingress program's subject. */
export function outsideOf(
  program: readonly Instruction[],
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  steps: RuleSteps,
  final: (state: number) => number,
): Outside {
  const judge = new Judge(program, ports, outcomes, steps, final);
  return { v4: judge.pieces<number>((rule) => rule.outside.v4, 0, 2 ** 32), v6: judge.pieces<bigint>((rule) => rule.outside.v6, 0n, 1n << 128n) };
}

/** The outcome towards one address. */
export function outcomeAt(outside: Outside, address: Address): number {
  return address.family === 4 ? pieceAt(outside.v4, address.value) : pieceAt(outside.v6, address.value);
}

function pieceAt<T extends Ordinal>(pieces: Pieces<T>, value: T): number {
  let low = 0;
  let high = pieces.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (pieces.starts[middle] <= value) low = middle;
    else high = middle;
  }
  return pieces.outcomes[low];
}

type Blocks<T extends Ordinal> = (rule: CompiledRule) => Intervals<T>;

const NO_NUMBERS: ReadonlyMap<number, number> = new Map();

class Judge {
  public constructor(
    private readonly program: readonly Instruction[],
    private readonly ports: readonly ContainerPort[],
    private readonly outcomes: Outcomes,
    private readonly steps: RuleSteps,
    private readonly final: (state: number) => number,
  ) {}

  public pieces<T extends Ordinal>(blocks: Blocks<T>, zero: T, limit: T): Pieces<T> {
    const starts = this.boundaries(blocks, zero);
    if (starts.length === 1) return { starts, outcomes: [this.final(this.runOnce())] };
    const states = new Array<number>(starts.length).fill(Outcomes.START);
    const numberOf = new Map(starts.map((start, i) => [start, i]));
    for (const instruction of this.program) this.run(instruction, blocks, states, numberOf);
    return merge(starts, states.map(this.final), limit);
  }

  /** Where no rule names addresses, they are all alike. */
  private runOnce(): number {
    const states = [Outcomes.START];
    for (const instruction of this.program) this.run(instruction, () => Intervals.empty<number>(), states, NO_NUMBERS);
    return states[0];
  }

  private boundaries<T extends Ordinal>(blocks: Blocks<T>, zero: T): T[] {
    const cuts = new Set<T>([zero]);
    for (const instruction of this.program) {
      if (instruction.type !== 'rule') continue;
      cutAt(blocks(instruction.rule), cuts);
    }
    return [...cuts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }

  private run<T extends Ordinal>(instruction: Instruction, blocks: Blocks<T>, states: number[], numberOf: ReadonlyMap<T, number>): void {
    const everywhere = (step: number) => states.forEach((state, i) => (states[i] = this.outcomes.after(state, step)));
    if (instruction.type === 'everybody') return everywhere(instruction.step);
    if (instruction.type === 'anything') {
      everywhere(this.outcomes.rule('allow', TrafficTable.ALL, false));
      return everywhere(this.outcomes.rule('deny', TrafficTable.ALL, false));
    }
    if (instruction.type === 'own-node') return;
    const { rule, sure } = instruction;
    const step = this.steps.of(rule, this.ports, sure);
    if (rule.everyone) everywhere(step);
    if (rule.perhapsEveryone) everywhere(this.steps.of(rule, this.ports, false));
    const intervals = blocks(rule);
    for (let interval = 0; interval < intervals.length; interval++) {
      const end = numberOf.get(successor(intervals.last(interval)))!;
      for (let i = numberOf.get(intervals.first(interval))!; i < end; i++) states[i] = this.outcomes.after(states[i], step);
    }
  }
}

function merge<T extends Ordinal>(starts: readonly T[], outcomes: readonly number[], limit: T): Pieces<T> {
  const kept = starts.map((_, i) => i).filter((i) => starts[i] < limit && (i === 0 || outcomes[i] !== outcomes[i - 1]));
  return { starts: kept.map((i) => starts[i]), outcomes: kept.map((i) => outcomes[i]) };
}
