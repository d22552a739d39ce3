/** One of the two ways to read an object: as its documents say, or as its agent was measured to treat it. */
export class Reading {
  /** Whether the two differ for what was read so far. */
  public differs = false;

  constructor(private readonly measured: boolean) {}

  /** What counts of two meanings. */
  public choose<A, B>(documented: A, measured: B): A | B {
    this.differs = true;
    return this.measured ? measured : documented;
  }
}
