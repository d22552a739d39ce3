import type { Labels } from '../sets';

/** The labels that a controller adds to those of a template. */
export interface AddedLabels {
  /** Labels whose values follow from the object. */
  readonly known: Labels;
  /** Keys whose values only the controller knows. */
  readonly unknown: readonly string[];
}
