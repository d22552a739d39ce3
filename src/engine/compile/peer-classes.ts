import type { ClassList } from './class-list';

/** Classes that a peer of a rule selects, or may select. */
export interface PeerClasses {
  readonly classes: ClassList;
  /** Whether the peer definitely selects them. */
  readonly definite: boolean;
  /** How the peer was written. */
  readonly by: 'selector' | 'address';
}
