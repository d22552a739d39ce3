const MOST = 65_536;

/** The last so many names of records: a record is read twice where rotated files overlap, or two queries are put together. */
export class RecentIds {
  private young = new Set<string>();
  private old = new Set<string>();

  /** Whether a name was there lately; it is from now on. */
  public seen(id: string): boolean {
    if (this.young.has(id) || this.old.has(id)) return true;
    if (this.young.size >= MOST) [this.old, this.young] = [this.young, new Set()];
    this.young.add(id);
    return false;
  }
}
