const WAYS = 8;
const FIRST_SLOTS = 2 ** 16;
const MAX_SLOTS = 2 ** 22;

/**
 * The names of the last records: a record is read twice where rotated files overlap, or two queries are put together. Keeps two hashes of a
 * name in one of the slots of a third, grows up to a limit, and from then on forgets the oldest of names that share slots: of a million
 * records, one in a thousand.
 */
export class RecentIds {
  private first = new Int32Array(FIRST_SLOTS);
  private second = new Int32Array(FIRST_SLOTS);

  /** Whether a name was there lately; it is from now on. */
  public seen(id: string): boolean {
    let a = 0x811c9dc5 | 0;
    let b = 0x2545f491;
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b + code, 0x5bd1e995) ^ (b >>> 13);
    }
    // 0 is an empty slot
    if (a === 0) a = 1;
    const start = this.startOf(a, b);
    for (let slot = start; slot < start + WAYS; slot++) if (this.first[slot] === a && this.second[slot] === b) return true;
    this.add(a, b);
    return false;
  }

  private startOf(a: number, b: number): number {
    let hash = a ^ Math.imul(b, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) % (this.first.length / WAYS) * WAYS;
  }

  /** The newest stands first. */
  private add(a: number, b: number): void {
    let start = this.startOf(a, b);
    while (this.first[start + WAYS - 1] !== 0 && this.first.length < MAX_SLOTS) {
      this.grow();
      start = this.startOf(a, b);
    }
    this.first.copyWithin(start + 1, start, start + WAYS - 1);
    this.second.copyWithin(start + 1, start, start + WAYS - 1);
    this.first[start] = a;
    this.second[start] = b;
  }

  private grow(): void {
    const { first, second } = this;
    this.first = new Int32Array(first.length * 4);
    this.second = new Int32Array(first.length * 4);
    for (let slot = first.length - 1; slot >= 0; slot--) if (first[slot] !== 0) this.add(first[slot], second[slot]);
  }
}
