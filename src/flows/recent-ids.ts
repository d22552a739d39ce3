const SLOTS = 2 ** 18;

/**
 * The names of the last records: a record is read twice where rotated files overlap, or two queries are put together. Keeps two hashes of
 * a name in the slot of a third, so that it needs the same memory for any number of records, and forgets the older of two in one slot.
 */
export class RecentIds {
  private readonly first = new Int32Array(SLOTS);
  private readonly second = new Int32Array(SLOTS);

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
    const slot = (a ^ (a >>> 17) ^ (b << 3)) & (SLOTS - 1);
    if (this.first[slot] === a && this.second[slot] === b) return true;
    this.first[slot] = a;
    this.second[slot] = b;
    return false;
  }
}
