import type { FactKind } from './enums';

/** A fact that would settle what is unknown. */
export interface NeededFact {
  /** What is not stated. */
  readonly kind: FactKind;
  /** What it is about: an address, a namespace, keys of labels; empty where the kind says all. */
  readonly subject: string;
}
