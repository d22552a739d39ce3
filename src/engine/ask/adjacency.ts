import type { Direction } from '../../model';
import { Multimap, multimapOf } from '../../sets';
import type { Engine } from './engine';

/** Sets of classes as bits: class `c` is bit `c % 32` of word `c / 32`. */
export type Bits = Uint32Array;

/** What counts as an edge: traffic that surely passes, or also such that perhaps does. */
export type Certainty = 'surely' | 'perhaps';

/**
 * Which classes open connections to which (`egress`), or which are reached by which (`ingress`). One line for each class, worked out when
 * it is asked for: most others by the bases of their rows, the few that some row lists one by one.
 */
export class Adjacency {
  /** 32-bit words in a line. */
  public readonly words: number;

  private readonly opposite: Direction;
  private readonly rows: (Bits | undefined)[] = [];
  /** Outcome → classes whose far row has it as its base. */
  private readonly byBase = new Map<number, Bits>();
  /** Far row → its classes. */
  private readonly members: Multimap;
  /** Class → far rows that list it. */
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
      const { base } = engine.row(this.opposite, row);
      let bits = this.byBase.get(base);
      if (bits === undefined) this.byBase.set(base, (bits = new Uint32Array(this.words)));
      for (let i = members.first[row]; i < members.first[row + 1]; i++) setBit(bits, members.values[i]);
    }
  }

  /** The other ends of a class's edges; not to be changed. A class is among its own where its pods connect to each other. */
  public row(c: number): Bits {
    return (this.rows[c] ??= this.build(c));
  }

  /** The same without keeping it. */
  public build(c: number): Bits {
    const { engine, direction, opposite: far, listing, members } = this;
    const own = engine.row(direction, engine.rowNumber(direction, c));
    const bits = new Uint32Array(this.words);
    for (const [base, classes] of this.byBase) if (this.isOpen(own.base, base)) for (let w = 0; w < bits.length; w++) bits[w] |= classes[w];
    for (let i = listing.first[c]; i < listing.first[c + 1]; i++) {
      const row = listing.values[i];
      const outcome = engine.row(far, row).at(c);
      for (let j = members.first[row]; j < members.first[row + 1]; j++) {
        put(bits, members.values[j], this.isOpen(own.at(members.values[j]), outcome));
      }
    }
    for (let i = 0; i < own.classes.length; i++) {
      const d = own.classes[i];
      put(bits, d, this.isOpen(own.outcomes[i], engine.row(far, engine.rowNumber(far, d)).at(c)));
    }
    return bits;
  }

  private isOpen(own: number, far: number): boolean {
    const key = own * 0x4000000 + far;
    let open = this.open.get(key);
    if (open === undefined) {
      const { allowed, unknown } = this.direction === 'egress' ? this.engine.both(own, far) : this.engine.both(far, own);
      this.open.set(key, (open = !allowed.isEmpty() || (this.certainty === 'perhaps' && !unknown.isEmpty())));
    }
    return open;
  }
}

export function setBit(bits: Bits, c: number): void {
  bits[c >> 5] |= 1 << (c & 31);
}

export function hasBit(bits: Bits, c: number): boolean {
  return (bits[c >> 5] & (1 << (c & 31))) !== 0;
}

function put(bits: Bits, c: number, value: boolean): void {
  if (value) bits[c >> 5] |= 1 << (c & 31);
  else bits[c >> 5] &= ~(1 << (c & 31));
}

/** Visits the bits that are set, ascending. */
export function eachBit(bits: Bits, visit: (c: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    for (let word = bits[w]; word !== 0; word &= word - 1) visit((w << 5) + 31 - Math.clz32(word & -word));
  }
}
