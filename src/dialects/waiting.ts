import type { DecodeSink } from './dialect';

/** What a dialect reads of each input and keeps until its end, for an object may name others that stand behind it. */
export class Waiting<T> {
  private readonly ofInputs = new WeakMap<DecodeSink, T>();

  public constructor(private readonly none: () => T) {}

  public of(sink: DecodeSink): T {
    let found = this.ofInputs.get(sink);
    if (found === undefined) this.ofInputs.set(sink, (found = this.none()));
    return found;
  }

  /** `undefined` where nothing of the dialect was read. */
  public ifAny(sink: DecodeSink): T | undefined {
    return this.ofInputs.get(sink);
  }
}
