import type { Direction } from '../../model';
import { multimapOf } from '../../sets';
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
  const egress = new Side(engine, 'egress', 'ingress');
  const ingress = new Side(engine, 'ingress', 'egress');
  const tally = new Tally(engine);
  for (const [a, weightA] of egress.byBase()) for (const [b, weightB] of ingress.byBase()) tally.add(a, b, weightA * weightB);

  const towards = egress.entries;
  const turned = turn(ingress.entries, egress.rows);
  const own = new Histograms(ingress.rows);
  const others = new Histograms(ingress.rows);
  for (let e = 0; e < egress.rows; e++) {
    own.clear();
    others.clear();
    for (let i = towards.first[e]; i < towards.first[e + 1]; i++) own.add(towards.row[i], towards.outcome[i], towards.weight[i]);
    for (let i = turned.first[e]; i < turned.first[e + 1]; i++) others.add(turned.row[i], turned.outcome[i], turned.weight[i]);
    for (const i of own.rows) tally.pair(e, i, own, others, egress, ingress);
    for (const i of others.rows) if (!own.mentions(i)) tally.pair(e, i, own, others, egress, ingress);
  }
  // a pod is no pair with itself
  for (let c = 0; c < engine.classes.count; c++) tally.add(egress.self[c], ingress.self[c], -engine.classes.podCount[c]);
  return { allowed: tally.allowed, unknown: tally.unknown, denied: tally.denied, outside: egress.outside + ingress.outside };
}

class Tally {
  public allowed = 0;
  public unknown = 0;
  public denied = 0;
  public constructor(private readonly engine: Engine) {}

  /** Counts a pair of rows that say something special about each other, instead of by their bases. */
  public pair(e: number, i: number, own: Histograms, others: Histograms, egress: Side, ingress: Side): void {
    if (own.isPlain && others.isPlain) return this.plainPair(e, i, own, others, egress, ingress);
    this.add(egress.base[e], ingress.base[i], -egress.weight[e] * ingress.weight[i]);
    const listedThere = own.listed(i);
    const listedHere = others.listed(i);
    const restThere = ingress.weight[i] - listedThere;
    const restHere = egress.weight[e] - listedHere;
    own.each(i, (a, weightA) => {
      others.each(i, (b, weightB) => this.add(a, b, weightA * weightB));
      if (restHere > 0) this.add(a, ingress.base[i], weightA * restHere);
    });
    if (restThere <= 0) return;
    others.each(i, (b, weightB) => this.add(egress.base[e], b, restThere * weightB));
    if (restHere > 0) this.add(egress.base[e], ingress.base[i], restThere * restHere);
  }

  /** The same where each row lists at most one outcome for the other. */
  private plainPair(e: number, i: number, own: Histograms, others: Histograms, egress: Side, ingress: Side): void {
    const [baseThere, baseHere] = [egress.base[e], ingress.base[i]];
    this.add(baseThere, baseHere, -egress.weight[e] * ingress.weight[i]);
    const there = own.outcomeOf(i);
    const here = others.outcomeOf(i);
    const listedThere = there < 0 ? 0 : own.weightOf(i);
    const listedHere = here < 0 ? 0 : others.weightOf(i);
    const restThere = ingress.weight[i] - listedThere;
    const restHere = egress.weight[e] - listedHere;
    if (listedThere > 0 && listedHere > 0) this.add(there, here, listedThere * listedHere);
    if (listedThere > 0 && restHere > 0) this.add(there, baseHere, listedThere * restHere);
    if (restThere > 0 && listedHere > 0) this.add(baseThere, here, restThere * listedHere);
    if (restThere > 0 && restHere > 0) this.add(baseThere, baseHere, restThere * restHere);
  }

  public add(egress: number, ingress: number, pairs: number): void {
    const { allowed, unknown } = this.engine.both(egress, ingress);
    if (!allowed.isEmpty()) this.allowed += pairs;
    else if (!unknown.isEmpty()) this.unknown += pairs;
    else this.denied += pairs;
  }
}

/** For each row of one side, listed outcomes by the other side's row: entries `first[r]` to `first[r + 1]` (exclusive). */
interface Entries {
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly outcome: Int32Array;
  readonly weight: Float64Array;
}

/** What a count needs of the rows of one direction; the rows themselves are not kept. */
class Side {
  public readonly rows: number;
  /** Pods that a row judges. */
  public readonly weight: Float64Array;
  public readonly base: Int32Array;
  /** The outcome of a class towards itself. */
  public readonly self: Int32Array;
  public readonly entries: Entries;
  /** Pairs of a pod and a piece of addresses outside that some traffic surely passes. */
  public outside = 0;

  public constructor(private readonly engine: Engine, private readonly direction: Direction, other: Direction) {
    const { count, podCount: weight } = engine.classes;
    this.rows = engine.rowCount(direction);
    this.weight = new Float64Array(this.rows);
    for (let c = 0; c < count; c++) this.weight[engine.rowNumber(direction, c)] += weight[c];
    this.base = new Int32Array(this.rows);
    this.self = new Int32Array(count);
    this.entries = this.readRows(other);
  }

  public byBase(): Map<number, number> {
    const weights = new Map<number, number>();
    for (let row = 0; row < this.rows; row++) weights.set(this.base[row], (weights.get(this.base[row]) ?? 0) + this.weight[row]);
    return weights;
  }

  private readRows(other: Direction): Entries {
    const { engine, direction } = this;
    const first = new Int32Array(this.rows + 1);
    const row = new Growing(Int32Array);
    const outcome = new Growing(Int32Array);
    const weight = new Growing(Float64Array);
    const histograms = new Histograms(engine.rowCount(other));
    const { count } = engine.classes;
    const members = multimapOf(this.rows, (add) => {
      for (let c = 0; c < count; c++) add(engine.rowNumber(direction, c), c);
    });
    for (let r = 0; r < this.rows; r++) {
      const own = engine.row(direction, r, 'forget');
      this.base[r] = own.base;
      this.outside += this.weight[r] * this.openPieces(r);
      for (let m = members.first[r]; m < members.first[r + 1]; m++) this.self[members.values[m]] = own.at(members.values[m]);
      histograms.clear();
      for (let i = 0; i < own.classes.length; i++) {
        histograms.add(engine.rowNumber(other, own.classes[i]), own.outcomes[i], engine.classes.podCount[own.classes[i]]);
      }
      for (const to of histograms.rows) {
        if (histograms.isPlain) {
          row.push(to);
          outcome.push(histograms.outcomeOf(to));
          weight.push(histograms.weightOf(to));
          continue;
        }
        histograms.each(to, (value, sum) => {
          row.push(to);
          outcome.push(value);
          weight.push(sum);
        });
      }
      first[r + 1] = row.length;
    }
    return { first, row: row.array(), outcome: outcome.array(), weight: weight.array() };
  }

  private openPieces(row: number): number {
    const { v4, v6 } = this.engine.outside(this.direction, row, 'forget');
    return this.open(v4.outcomes) + this.open(v6.outcomes);
  }

  private open(outcomes: readonly number[]): number {
    const { engine } = this;
    const unrestricted = engine.open();
    let open = 0;
    for (let i = 0; i < outcomes.length; i++) if (!engine.both(outcomes[i], unrestricted).allowed.isEmpty()) open++;
    return open;
  }
}

/** A typed array that doubles when it is full. */
class Growing<A extends Int32Array | Float64Array> {
  public length = 0;
  private values: A;

  public constructor(private readonly type: new (length: number) => A) {
    this.values = new type(1024);
  }

  public push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new this.type(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  public array(): A {
    return this.values.subarray(0, this.length) as A;
  }
}

/** The same entries, grouped by the other side's row (a counting sort). */
function turn(entries: Entries, rows: number): Entries {
  const first = new Int32Array(rows + 1);
  for (const r of entries.row) first[r + 1]++;
  for (let r = 0; r < rows; r++) first[r + 1] += first[r];
  const next = first.slice();
  const size = entries.row.length;
  const turned = { first, row: new Int32Array(size), outcome: new Int32Array(size), weight: new Float64Array(size) };
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

/** Weights by outcome, for the few rows that one row says something about; nearly always one outcome a row. */
class Histograms {
  public readonly rows: number[] = [];
  private readonly outcome: Int32Array;
  private readonly weight: Float64Array;
  private readonly more = new Map<number, Map<number, number>>();

  public constructor(rows: number) {
    this.outcome = new Int32Array(rows).fill(-1);
    this.weight = new Float64Array(rows);
  }

  public clear(): void {
    const { rows } = this;
    for (let i = 0; i < rows.length; i++) this.outcome[rows[i]] = -1;
    rows.length = 0;
    if (this.more.size > 0) this.more.clear();
  }

  /** Whether no row has more than one outcome. */
  public get isPlain(): boolean {
    return this.more.size === 0;
  }

  /** The first outcome of a row; -1 without any. */
  public outcomeOf(row: number): number {
    return this.outcome[row];
  }

  public weightOf(row: number): number {
    return this.weight[row];
  }

  public add(row: number, outcome: number, weight: number): void {
    if (this.outcome[row] === -1) {
      this.outcome[row] = outcome;
      this.weight[row] = weight;
      this.rows.push(row);
    } else if (this.outcome[row] === outcome) {
      this.weight[row] += weight;
    } else {
      let rest = this.more.get(row);
      if (rest === undefined) this.more.set(row, (rest = new Map()));
      rest.set(outcome, (rest.get(outcome) ?? 0) + weight);
    }
  }

  public mentions(row: number): boolean {
    return this.outcome[row] !== -1;
  }

  /** The weight of everything listed for the row. */
  public listed(row: number): number {
    let sum = 0;
    this.each(row, (_, weight) => (sum += weight));
    return sum;
  }

  public each(row: number, visit: (outcome: number, weight: number) => void): void {
    if (this.outcome[row] === -1) return;
    visit(this.outcome[row], this.weight[row]);
    if (this.more.size > 0) this.more.get(row)?.forEach((weight, outcome) => visit(outcome, weight));
  }
}
