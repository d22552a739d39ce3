import type { ContainerPort, Families } from '../../model';
import { Address, Intervals, IpSet, Ordinal, successor } from '../../sets';
import { CompiledRule, countUpTo, addBoundaries, firstNotBelow, Op } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { unreadTransitions } from './unread';

/**
 * Outcomes of one direction towards addresses outside the cluster: segment `i` is from `starts[i]` up to the next start (exclusive).
 * INVARIANT: `starts` begins at the first address and ascends, and neighbours differ in their outcome; test/engine/judge/outside.test.ts.
 */
export interface Segments<T extends Ordinal> {
  readonly starts: readonly T[];
  readonly outcomes: readonly number[];
}

/** The addresses outside the cluster, of both families. */
export interface Outside {
  readonly v4: Segments<number>;
  readonly v6: Segments<bigint>;
}

/** What is judged: `ports` are the named ports of an ingress program's subject. */
interface OutsideSubject {
  readonly program: readonly Op[];
  readonly ports: readonly ContainerPort[];
  readonly families: Families;
}

/** Runs a program over all addresses outside the cluster; nothing passes to those of a family that the subject does not have. */
export function outsideOf(
  { program, ports, families }: OutsideSubject,
  outcomes: Outcomes,
  transitions: RuleTransitions,
  final: (state: number) => number,
): Outside {
  const builder = new SegmentBuilder(program, ports, outcomes, transitions, final);
  return {
    v4: (families & 1) === 0 ? single(0, final(outcomes.nothing())) : builder.segments(v4Of, 0, 2 ** 32),
    v6: (families & 2) === 0 ? single(0n, final(outcomes.nothing())) : builder.segments(v6Of, 0n, AFTER_V6),
  };
}

/** The outcome towards one address. */
export function outcomeAt(outside: Outside, address: Address): number {
  return address.family === 4 ? segmentAt(outside.v4, address.value) : segmentAt(outside.v6, address.value);
}

function segmentAt<T extends Ordinal>({ starts, outcomes }: Segments<T>, value: T): number {
  return outcomes[countUpTo(starts, value) - 1];
}

const AFTER_V6 = 1n << 128n;
const v4Of: Blocks<number> = (set) => set.v4;
const v6Of: Blocks<bigint> = (set) => set.v6;

type Blocks<T extends Ordinal> = (set: IpSet) => Intervals<T>;

class SegmentBuilder {
  public constructor(
    private readonly program: readonly Op[],
    private readonly ports: readonly ContainerPort[],
    private readonly outcomes: Outcomes,
    private readonly transitions: RuleTransitions,
    private readonly final: (state: number) => number,
  ) {}

  /** The segments from `zero` to `limit` (exclusive). */
  public segments<T extends Ordinal>(blocks: Blocks<T>, zero: T, limit: T): Segments<T> {
    const starts = this.boundaries(blocks, zero);
    const states = new Array<number>(starts.length).fill(this.outcomes.begin());
    for (const op of this.program) this.run(op, blocks, states, starts);
    for (let i = 0; i < states.length; i++) states[i] = this.final(states[i]);
    return starts.length === 1 ? single(zero, states[0]) : merge(starts, states, limit);
  }

  /** Ascending, each once. */
  private boundaries<T extends Ordinal>(blocks: Blocks<T>, zero: T): T[] {
    const found: T[] = [zero];
    for (const op of this.program) {
      if (op.type !== 'rule') continue;
      addBoundaries(blocks(op.rule.outside), found);
      if (op.rule.possiblyOutside !== IpSet.NONE) addBoundaries(blocks(op.rule.possiblyOutside), found);
    }
    if (found.length === 1) return found;
    sort(found);
    let kept = 1;
    for (let i = 1; i < found.length; i++) if (found[i] !== found[kept - 1]) found[kept++] = found[i];
    found.length = kept;
    return found;
  }

  private run<T extends Ordinal>(op: Op, blocks: Blocks<T>, states: number[], starts: readonly T[]): void {
    if (op.type === 'allPeers') return this.advance(states, 0, states.length, op.transition);
    if (op.type === 'unreadPolicy') {
      for (const transition of unreadTransitions(op, this.outcomes)) this.advance(states, 0, states.length, transition);
      return;
    }
    if (op.type === 'ownNode') return;
    const { rule, definite } = op;
    if (rule.allPeers) this.advance(states, 0, states.length, this.transitions.of(rule, this.ports, definite));
    if (rule.possiblyAllPeers) this.advance(states, 0, states.length, this.transitions.of(rule, this.ports, false));
    this.applyTo(blocks(rule.outside), rule, definite, states, starts);
    if (rule.possiblyOutside !== IpSet.NONE) this.applyTo(blocks(rule.possiblyOutside), rule, false, states, starts);
  }

  private applyTo<T extends Ordinal>(intervals: Intervals<T>, rule: CompiledRule, definite: boolean, states: number[], starts: readonly T[]): void {
    if (intervals.isEmpty()) return;
    const transition = this.transitions.of(rule, this.ports, definite);
    for (let i = 0; i < intervals.length; i++) {
      this.advance(states, firstNotBelow(starts, intervals.first(i)), firstNotBelow(starts, successor(intervals.last(i))), transition);
    }
  }

  private advance(states: number[], from: number, to: number, transition: number): void {
    for (let i = from; i < to; i++) states[i] = this.outcomes.after(states[i], transition);
  }
}

/** Outcome → the single segment where no rule names addresses: there are few different ones, and they are kept once. */
const SINGLE_V4: Segments<Ordinal>[] = [];
const SINGLE_V6: Segments<Ordinal>[] = [];

function single<T extends Ordinal>(zero: T, outcome: number): Segments<T> {
  const known = typeof zero === 'number' ? SINGLE_V4 : SINGLE_V6;
  return (known[outcome] ??= { starts: [zero], outcomes: [outcome] }) as Segments<T>;
}

/** Up to so many values are sorted by insertion, which needs no memory. */
const MAX_INSERTED = 32;

/** Sorts in place. */
function sort<T extends Ordinal>(values: T[]): void {
  if (values.length > MAX_INSERTED) {
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
