import type { Direction } from '../../model';
import { Address, multimapOf } from '../../sets';
import type { Reach, Segments } from '../judge';
import type { Engine } from './engine';

/** How many ordered pairs of different pods have which verdict. Exact up to 2^53 pairs. */
interface PairCounts {
  /** Some traffic definitely passes. */
  readonly allowed: number;
  /** No traffic definitely passes, but some possibly does. */
  readonly unknown: number;
  /** No traffic passes. */
  readonly denied: number;
  /** Pairs of a pod and a segment of addresses outside between which some traffic definitely passes, both directions together. */
  readonly outside: number;
}

/**
 * Counts all pairs without visiting them. Towards the classes of one ingress row, an egress row has few different outcomes, and the other
 * way round; which of both apply is independent, so pod counts multiply. Rows without entries for each other count by their defaults.
 * INVARIANT: every ordered pair of different pods is counted once; test/engine/ask/count.test.ts.
 */
export function countPairs(engine: Engine): PairCounts {
  const egress = new Side(engine, 'egress', 'ingress');
  const ingress = new Side(engine, 'ingress', 'egress');
  const tally = new Tally(engine);
  for (const [a, podsA] of egress.byDefault()) for (const [b, podsB] of ingress.byDefault()) tally.add(a, b, podsA * podsB);

  const towards = egress.entries;
  const from = transpose(ingress.entries, egress.rows);
  const bySource = new Histograms(ingress.rows);
  const byDestination = new Histograms(ingress.rows);
  for (let e = 0; e < egress.rows; e++) {
    bySource.clear();
    byDestination.clear();
    for (let i = towards.first[e]; i < towards.first[e + 1]; i++) bySource.add(towards.row[i], towards.outcome[i], towards.podCount[i]);
    for (let i = from.first[e]; i < from.first[e + 1]; i++) byDestination.add(from.row[i], from.outcome[i], from.podCount[i]);
    for (const i of bySource.rows) tally.pair(e, i, bySource, byDestination, egress, ingress);
    for (const i of byDestination.rows) if (!bySource.mentions(i)) tally.pair(e, i, bySource, byDestination, egress, ingress);
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

  /** Counts a pair of rows of which one has entries for the other, instead of by their defaults. */
  public pair(e: number, i: number, bySource: Histograms, byDestination: Histograms, egress: Side, ingress: Side): void {
    if (bySource.isPlain && byDestination.isPlain) return this.plainPair(e, i, bySource, byDestination, egress, ingress);
    this.add(egress.defaultOutcome[e], ingress.defaultOutcome[i], -egress.podCount[e] * ingress.podCount[i]);
    const listedAtDestination = bySource.listed(i);
    const listedAtSource = byDestination.listed(i);
    const restAtDestination = ingress.podCount[i] - listedAtDestination;
    const restAtSource = egress.podCount[e] - listedAtSource;
    bySource.each(i, (a, podsA) => {
      byDestination.each(i, (b, podsB) => this.add(a, b, podsA * podsB));
      if (restAtSource > 0) this.add(a, ingress.defaultOutcome[i], podsA * restAtSource);
    });
    if (restAtDestination <= 0) return;
    byDestination.each(i, (b, podsB) => this.add(egress.defaultOutcome[e], b, restAtDestination * podsB));
    if (restAtSource > 0) this.add(egress.defaultOutcome[e], ingress.defaultOutcome[i], restAtDestination * restAtSource);
  }

  /** The same where each row lists at most one outcome for the other. */
  private plainPair(e: number, i: number, bySource: Histograms, byDestination: Histograms, egress: Side, ingress: Side): void {
    const [sourceDefault, destinationDefault] = [egress.defaultOutcome[e], ingress.defaultOutcome[i]];
    this.add(sourceDefault, destinationDefault, -egress.podCount[e] * ingress.podCount[i]);
    const sourceOutcome = bySource.outcomeOf(i);
    const destinationOutcome = byDestination.outcomeOf(i);
    const listedAtDestination = sourceOutcome < 0 ? 0 : bySource.podCountOf(i);
    const listedAtSource = destinationOutcome < 0 ? 0 : byDestination.podCountOf(i);
    const restAtDestination = ingress.podCount[i] - listedAtDestination;
    const restAtSource = egress.podCount[e] - listedAtSource;
    if (listedAtDestination > 0 && listedAtSource > 0) this.add(sourceOutcome, destinationOutcome, listedAtDestination * listedAtSource);
    if (listedAtDestination > 0 && restAtSource > 0) this.add(sourceOutcome, destinationDefault, listedAtDestination * restAtSource);
    if (restAtDestination > 0 && listedAtSource > 0) this.add(sourceDefault, destinationOutcome, restAtDestination * listedAtSource);
    if (restAtDestination > 0 && restAtSource > 0) this.add(sourceDefault, destinationDefault, restAtDestination * restAtSource);
  }

  public add(egress: number, ingress: number, pairs: number): void {
    const { allowed, unknown } = this.engine.both(egress, ingress);
    if (!allowed.isEmpty()) this.allowed += pairs;
    else if (!unknown.isEmpty()) this.unknown += pairs;
    else this.denied += pairs;
  }
}

/** For each row of one direction, its entries by the rows of the opposite direction: row `r` has `first[r]` to `first[r + 1]` (exclusive). */
interface Entries {
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly outcome: Int32Array;
  readonly podCount: Float64Array;
}

/** What a count needs of the rows of one direction; the rows themselves are not kept. */
class Side {
  public readonly rows: number;
  /** Row → how many pods it judges. */
  public readonly podCount: Float64Array;
  /** Row → its default outcome. */
  public readonly defaultOutcome: Int32Array;
  /** Class → its outcome towards itself. */
  public readonly self: Int32Array;
  public readonly entries: Entries;
  /** Pairs of a pod and a segment of addresses outside between which some traffic definitely passes. */
  public outside = 0;

  public constructor(private readonly engine: Engine, private readonly direction: Direction, opposite: Direction) {
    const { count, podCount } = engine.classes;
    this.rows = engine.rowCount(direction);
    this.podCount = new Float64Array(this.rows);
    for (let c = 0; c < count; c++) this.podCount[engine.rowNumber(direction, c)] += podCount[c];
    this.defaultOutcome = new Int32Array(this.rows);
    this.self = new Int32Array(count);
    this.entries = this.readRows(opposite);
  }

  public byDefault(): Map<number, number> {
    const podCounts = new Map<number, number>();
    for (let row = 0; row < this.rows; row++) {
      const outcome = this.defaultOutcome[row];
      podCounts.set(outcome, (podCounts.get(outcome) ?? 0) + this.podCount[row]);
    }
    return podCounts;
  }

  private readRows(opposite: Direction): Entries {
    const { engine, direction } = this;
    const first = new Int32Array(this.rows + 1);
    const row = new Growing(Int32Array);
    const outcome = new Growing(Int32Array);
    const podCount = new Growing(Float64Array);
    const histograms = new Histograms(engine.rowCount(opposite));
    const { count } = engine.classes;
    const members = multimapOf(this.rows, (add) => {
      for (let c = 0; c < count; c++) add(engine.rowNumber(direction, c), c);
    });
    for (let r = 0; r < this.rows; r++) {
      const judged = engine.row(direction, r, 'forget');
      this.defaultOutcome[r] = judged.defaultOutcome;
      this.outside += this.podCount[r] * this.openSegments(r, members.values[members.first[r]]);
      for (let m = members.first[r]; m < members.first[r + 1]; m++) this.self[members.values[m]] = judged.at(members.values[m]);
      histograms.clear();
      for (let i = 0; i < judged.classes.length; i++) {
        histograms.add(engine.rowNumber(opposite, judged.classes[i]), judged.outcomes[i], engine.classes.podCount[judged.classes[i]]);
      }
      for (const to of histograms.rows) {
        if (histograms.isPlain) {
          row.push(to);
          outcome.push(histograms.outcomeOf(to));
          podCount.push(histograms.podCountOf(to));
          continue;
        }
        histograms.each(to, (value, sum) => {
          row.push(to);
          outcome.push(value);
          podCount.push(sum);
        });
      }
      first[r + 1] = row.length;
    }
    return { first, row: row.array(), outcome: outcome.array(), podCount: podCount.array() };
  }

  private openSegments(row: number, classId: number): number {
    const { v4, v6 } = this.engine.outside(this.direction, row, 'forget');
    return this.open(v4, 4, classId) + this.open(v6, 6, classId);
  }

  private open({ starts, outcomes }: Segments<number | bigint>, family: 4 | 6, classId: number): number {
    const { engine } = this;
    const unrestricted = engine.open();
    let open = 0;
    for (let i = 0; i < outcomes.length; i++) {
      const address = { family, value: starts[i] } as Address;
      // whether it is the pod's own node may decide
      const { allowed } = engine.isNodeAddress(address) ? this.reachOf(classId, address) : engine.both(outcomes[i], unrestricted);
      if (!allowed.isEmpty()) open++;
    }
    return open;
  }

  private reachOf(classId: number, address: Address): Reach {
    return this.direction === 'egress' ? this.engine.reach(classId, address) : this.engine.reach(address, classId);
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

/** The same entries, grouped by the row of the opposite direction (a counting sort). */
function transpose(entries: Entries, rows: number): Entries {
  const first = new Int32Array(rows + 1);
  for (const r of entries.row) first[r + 1]++;
  for (let r = 0; r < rows; r++) first[r + 1] += first[r];
  const next = first.slice();
  const size = entries.row.length;
  const transposed = { first, row: new Int32Array(size), outcome: new Int32Array(size), podCount: new Float64Array(size) };
  for (let r = 0; r + 1 < entries.first.length; r++) {
    for (let i = entries.first[r]; i < entries.first[r + 1]; i++) {
      const at = next[entries.row[i]]++;
      transposed.row[at] = r;
      transposed.outcome[at] = entries.outcome[i];
      transposed.podCount[at] = entries.podCount[i];
    }
  }
  return transposed;
}

/** Pod counts by outcome, for the few rows that one row has entries for; nearly always one outcome a row. */
class Histograms {
  public readonly rows: number[] = [];
  private readonly outcome: Int32Array;
  private readonly podCount: Float64Array;
  private readonly more = new Map<number, Map<number, number>>();

  public constructor(rows: number) {
    this.outcome = new Int32Array(rows).fill(-1);
    this.podCount = new Float64Array(rows);
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

  public podCountOf(row: number): number {
    return this.podCount[row];
  }

  public add(row: number, outcome: number, podCount: number): void {
    if (this.outcome[row] === -1) {
      this.outcome[row] = outcome;
      this.podCount[row] = podCount;
      this.rows.push(row);
    } else if (this.outcome[row] === outcome) {
      this.podCount[row] += podCount;
    } else {
      let rest = this.more.get(row);
      if (rest === undefined) this.more.set(row, (rest = new Map()));
      rest.set(outcome, (rest.get(outcome) ?? 0) + podCount);
    }
  }

  public mentions(row: number): boolean {
    return this.outcome[row] !== -1;
  }

  /** How many pods are listed for the row, whatever the outcome. */
  public listed(row: number): number {
    let sum = 0;
    this.each(row, (_, podCount) => (sum += podCount));
    return sum;
  }

  public each(row: number, visit: (outcome: number, podCount: number) => void): void {
    if (this.outcome[row] === -1) return;
    visit(this.outcome[row], this.podCount[row]);
    if (this.more.size > 0) this.more.get(row)?.forEach((podCount, outcome) => visit(outcome, podCount));
  }
}
