import type { Labels } from '../sets';
import type { Origin } from './origin';

/** An object that stands for pods which the input does not contain. */
export interface PodMaker {
  /** `pods`: an operator makes them. `objects`: it brings objects that are written elsewhere, possibly policies among them. */
  readonly brings: 'pods' | 'objects';
  /** Their namespace; absent if they may be in any. */
  readonly namespace?: string;
  /** Labels that all of them have; they may have others. */
  readonly labels: Labels;
  /** Absent if it is no object: files of the input that were left out. */
  readonly origin?: Origin;
}
