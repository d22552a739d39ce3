import type { TrafficSet } from '../sets';
import type { ChangedEdges } from './diff';
import type { Exposure } from './exposure';

/** A change that is meant. */
export interface Acceptance {
  /** `namespace/name`, `namespace/name[Kind]`, `namespace/*`, `outside`, or two stars with a slash between them; what has a star also means pods that do not exist yet. */
  readonly source: string;
  /** Likewise. */
  readonly destination: string;
  /** What may be opened or closed; everything where it is absent. */
  readonly traffic?: TrafficSet;
  readonly reason: string;
  /** The last day on which it counts, as `2026-12-31`. */
  readonly until: string;
}

/** What is left of a diff when the changes that are meant are taken away. */
export interface UnacceptedChanges {
  /** Opened, or possibly opened, and not accepted. */
  readonly opened: readonly ChangedEdges[];
  /** Definitely closed, and not accepted. */
  readonly closed: readonly ChangedEdges[];
  /** Definitely open to pods that do not exist yet, was not before, and is not accepted. */
  readonly exposed: readonly Exposure[];
  readonly accepted: number;
  readonly expired: readonly Acceptance[];
}
