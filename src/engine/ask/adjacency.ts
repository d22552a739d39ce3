import type { Direction } from '../../model';
import { Multimap, multimapOf } from '../../sets';
import type { Engine } from './engine';

/** Sets of classes as bits: class `c` is bit `c % 32` of word `c / 32`. */
export type Bits = Uint32Array;

/** What counts as an edge: only traffic that definitely passes, or also traffic that possibly passes. */
export type Certainty = 'definite' | 'possible';

/**
 * Which classes can connect to which (`egress`), or which can be reached by which (`ingress`). One row of bits for each class, computed when
 * it is asked for: most peers by the default outcomes of their rows, the few that some row has an entry for one by one.
 * INVARIANT: a bit is set exactly where `engine.reach` lets something pass; test/engine/ask/adjacency.test.ts.
 */
export class Adjacency {
  /** 32-bit words in a row of bits. */
  public readonly words: number;

  private readonly opposite: Direction;
  private readonly rows: (Bits | undefined)[] = [];
  /** Outcome → classes whose row of the opposite direction has it as its default. */
  private readonly byDefault = new Map<number, Bits>();
  /** Row of the opposite direction → its classes. */
  private readonly members: Multimap;
  /** Class → rows of the opposite direction that have an entry for it. */
  private readonly listing: Multimap;
  private readonly open = new Map<number, boolean>();

  public constructor(private readonly engine: Engine, private readonly direction: Direction, private readonly certainty: Certainty) {
    const { count } = engine.classes;
    this.words = (count + 31) >> 5;
    this.opposite = direction === 'egress' ? 'ingress' : 'egress';
    const rows = engine.rowCount(this.opposite);
    const rowOf = Int32Array.from({ length: count }, (_, c) => engine.rowNumber(this.opposite, c));
    const members = (this.members = multimapOf(rows, (add) => rowOf.forEach((row, c) => add(row, c))));
    const used = Array.from({ length: rows }, (_, row) => row).filter((row) => members.first[row] < members.first[row + 1]);
    this.listing = multimapOf(count, (add) => {
      for (const row of used) for (const c of engine.row(this.opposite, row).classes) add(c, row);
    });
    for (const row of used) {
      const { defaultOutcome } = engine.row(this.opposite, row);
      let bits = this.byDefault.get(defaultOutcome);
      if (bits === undefined) this.byDefault.set(defaultOutcome, (bits = new Uint32Array(this.words)));
      for (let i = members.first[row]; i < members.first[row + 1]; i++) setBit(bits, members.values[i]);
    }
  }

  /** The peers of a class, kept: do not change them. A class is its own peer where its pods connect to each other. */
  public row(c: number): Bits {
    return (this.rows[c] ??= this.build(c));
  }

  /** The peers of a class, not kept. */
  public build(c: number): Bits {
    const { engine, direction, opposite, listing, members } = this;
    const row = engine.row(direction, engine.rowNumber(direction, c));
    const bits = new Uint32Array(this.words);
    for (const [outcome, classes] of this.byDefault) {
      if (this.isOpen(row.defaultOutcome, outcome)) for (let w = 0; w < bits.length; w++) bits[w] |= classes[w];
    }
    for (let i = listing.first[c]; i < listing.first[c + 1]; i++) {
      const peerRow = listing.values[i];
      const outcome = engine.row(opposite, peerRow).at(c);
      for (let j = members.first[peerRow]; j < members.first[peerRow + 1]; j++) {
        put(bits, members.values[j], this.isOpen(row.at(members.values[j]), outcome));
      }
    }
    for (let i = 0; i < row.classes.length; i++) {
      const d = row.classes[i];
      put(bits, d, this.isOpen(row.outcomes[i], engine.row(opposite, engine.rowNumber(opposite, d)).at(c)));
    }
    return bits;
  }

  /** By two outcome numbers; there are fewer than 2^26 of them. */
  private isOpen(outcome: number, peerOutcome: number): boolean {
    const key = outcome * 0x4000000 + peerOutcome;
    let open = this.open.get(key);
    if (open === undefined) {
      const { allowed, unknown } = this.direction === 'egress' ? this.engine.both(outcome, peerOutcome) : this.engine.both(peerOutcome, outcome);
      this.open.set(key, (open = !allowed.isEmpty() || (this.certainty === 'possible' && !unknown.isEmpty())));
    }
    return open;
  }
}

/** Adds a class to a set. */
export function setBit(bits: Bits, c: number): void {
  bits[c >> 5] |= 1 << (c & 31);
}

/** Whether a class is in a set. */
export function hasBit(bits: Bits, c: number): boolean {
  return (bits[c >> 5] & (1 << (c & 31))) !== 0;
}

function put(bits: Bits, c: number, value: boolean): void {
  if (value) bits[c >> 5] |= 1 << (c & 31);
  else bits[c >> 5] &= ~(1 << (c & 31));
}

/** Visits the classes of a set, ascending. */
export function eachBit(bits: Bits, visit: (c: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]; word !== 0; word &= word - 1) visit((w << 5) + 31 - Math.clz32(word & -word));
  }
}
