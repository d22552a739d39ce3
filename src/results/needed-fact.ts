import type { FactKind } from './enums';

/** A fact that would settle what is unknown. */
export interface NeededFact {
  /** What is not stated. */
  readonly kind: FactKind;
  /** What it is about: an address. */
  readonly subject: string;
}
