import type { Direction } from '../model';
import type { Engine } from './engine';

/** How many ordered pairs of different pods: some traffic surely passes, some only perhaps, none. */
export interface PairCounts {
  readonly allowed: number;
  readonly unknown: number;
  readonly denied: number;
  /** Pairs of a pod and a piece of addresses outside that some traffic surely passes, both directions together. */
  readonly outside: number;
}

/**
 * Counts all pairs without visiting them. Towards the classes of one ingress row, an egress row has few different outcomes, and the other
 * way round; which of both apply is independent, so weights multiply. Rows that say nothing special about each other count by their base.
 */
export function countPairs(engine: Engine): PairCounts {
  const egress = new Side(engine, 'egress');
  const ingress = new Side(engine, 'ingress');
  const tally = new Tally(engine);
  for (const [a, weightA] of egress.byBase()) for (const [b, weightB] of ingress.byBase()) tally.add(a, b, weightA * weightB);

  const towards = byOtherRow(egress, ingress);
  const mentioned = byOtherRow(ingress, egress);
  const turned = turn(mentioned, egress.rows);
  const own = new Histograms(ingress.rows);
  const others = new Histograms(ingress.rows);
  for (let e = 0; e < egress.rows; e++) {
    own.clear();
    others.clear();
    for (let i = towards.first[e]; i < towards.first[e + 1]; i++) own.add(towards.row[i], towards.outcome[i], towards.weight[i]);
    for (let i = turned.first[e]; i < turned.first[e + 1]; i++) others.add(turned.row[i], turned.outcome[i], turned.weight[i]);
    for (const i of new Set([...own.rows, ...others.rows])) {
      tally.add(egress.base[e], ingress.base[i], -egress.weight[e] * ingress.weight[i]);
      const at = own.with(i, egress.base[e], ingress.weight[i]);
      const from = others.with(i, ingress.base[i], egress.weight[e]);
      for (const [a, weightA] of at) for (const [b, weightB] of from) tally.add(a, b, weightA * weightB);
    }
  }
  selfPairs(engine, tally);
  return { ...tally, outside: countOutside(engine, 'egress') + countOutside(engine, 'ingress') };
}

class Tally {
  public allowed = 0;
  public unknown = 0;
  public denied = 0;
  readonly #engine: Engine;

  public constructor(engine: Engine) {
    this.#engine = engine;
  }

  public add(egress: number, ingress: number, pairs: number): void {
    const { allowed, unknown } = this.#engine.both(egress, ingress);
    if (!allowed.isEmpty()) this.allowed += pairs;
    else if (!unknown.isEmpty()) this.unknown += pairs;
    else this.denied += pairs;
  }
}

/** The rows of one direction with the pods that they judge. */
class Side {
  public readonly rows: number;
  public readonly weight: Float64Array;
  public readonly base: Int32Array;

  public constructor(public readonly engine: Engine, public readonly direction: Direction) {
    this.rows = engine.rowCount(direction);
    this.weight = new Float64Array(this.rows);
    for (let c = 0; c < engine.classes.count; c++) this.weight[engine.rowNumber(direction, c)] += engine.classes.weight[c];
    this.base = Int32Array.from({ length: this.rows }, (_, row) => engine.row(direction, row).base);
  }

  public byBase(): Map<number, number> {
    const weights = new Map<number, number>();
    for (let row = 0; row < this.rows; row++) weights.set(this.base[row], (weights.get(this.base[row]) ?? 0) + this.weight[row]);
    return weights;
  }
}

/** For each row of one side, listed outcomes by the other side's row: entries `first[r]` to `first[r + 1]` (exclusive). */
interface Entries {
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly outcome: Int32Array;
  readonly weight: Float64Array;
}

function byOtherRow(side: Side, other: Side): Entries {
  const { engine } = side;
  const first = new Int32Array(side.rows + 1);
  const row: number[] = [];
  const outcome: number[] = [];
  const weight: number[] = [];
  const local = new Map<number, number>();
  for (let r = 0; r < side.rows; r++) {
    const { classes, outcomes } = engine.row(side.direction, r);
    local.clear();
    for (let i = 0; i < classes.length; i++) {
      const key = engine.rowNumber(other.direction, classes[i]) * 0x100000 + outcomes[i];
      const at = local.get(key);
      if (at !== undefined) weight[at] += engine.classes.weight[classes[i]];
      else {
        local.set(key, row.length);
        row.push(engine.rowNumber(other.direction, classes[i]));
        outcome.push(outcomes[i]);
        weight.push(engine.classes.weight[classes[i]]);
      }
    }
    first[r + 1] = row.length;
  }
  return { first, row: Int32Array.from(row), outcome: Int32Array.from(outcome), weight: Float64Array.from(weight) };
}

/** The same entries, grouped by the other side's row (a counting sort). */
function turn(entries: Entries, rows: number): Entries {
  const first = new Int32Array(rows + 1);
  for (const r of entries.row) first[r + 1]++;
  for (let r = 0; r < rows; r++) first[r + 1] += first[r];
  const next = first.slice();
  const turned = { first, row: new Int32Array(entries.row.length), outcome: new Int32Array(entries.row.length), weight: new Float64Array(entries.row.length) };
  for (let r = 0; r + 1 < entries.first.length; r++) {
    for (let i = entries.first[r]; i < entries.first[r + 1]; i++) {
      const at = next[entries.row[i]]++;
      turned.row[at] = r;
      turned.outcome[at] = entries.outcome[i];
      turned.weight[at] = entries.weight[i];
    }
  }
  return turned;
}

/** Weights by outcome, for the few rows that one row says something about. */
class Histograms {
  public readonly rows: number[] = [];
  private readonly of: (Map<number, number> | undefined)[];

  public constructor(rows: number) {
    this.of = new Array<Map<number, number> | undefined>(rows).fill(undefined);
  }

  public clear(): void {
    for (const row of this.rows) this.of[row] = undefined;
    this.rows.length = 0;
  }

  public add(row: number, outcome: number, weight: number): void {
    let histogram = this.of[row];
    if (histogram === undefined) {
      this.of[row] = histogram = new Map();
      this.rows.push(row);
    }
    histogram.set(outcome, (histogram.get(outcome) ?? 0) + weight);
  }

  /** The weights of a row, what is not listed counted as `base`. */
  public with(row: number, base: number, total: number): Iterable<[outcome: number, weight: number]> {
    const histogram = this.of[row];
    if (histogram === undefined) return [[base, total]];
    let listed = 0;
    for (const weight of histogram.values()) listed += weight;
    return listed === total ? histogram : [...histogram, [base, total - listed]];
  }
}

/** A pod is no pair with itself. */
function selfPairs(engine: Engine, tally: Tally): void {
  for (let c = 0; c < engine.classes.count; c++) {
    const egress = engine.row('egress', engine.rowNumber('egress', c)).at(c);
    tally.add(egress, engine.row('ingress', engine.rowNumber('ingress', c)).at(c), -engine.classes.weight[c]);
  }
}

function countOutside(engine: Engine, direction: Direction): number {
  const weight = new Side(engine, direction).weight;
  let count = 0;
  for (let row = 0; row < weight.length; row++) {
    const { v4, v6 } = engine.outside(direction, row);
    const open = (outcome: number) => !engine.both(outcome, engine.open()).allowed.isEmpty();
    count += weight[row] * (v4.outcomes.filter(open).length + v6.outcomes.filter(open).length);
  }
  return count;
}
