import type { Position } from './position';

/** The path of a field: property names and list indices (from 0) from the top of an object. */
export type FieldPath = readonly (string | number)[];

/** Something whose fields have positions in an input file; computed on demand. */
export interface Locatable {
  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  position(path: FieldPath): Position;
  /** The part at `path` as a thing of its own: an entry of a list. */
  within?(path: FieldPath): Locatable;
}

/** The place where an element of the model was written. */
export interface Origin {
  /** Its name for people: `NetworkPolicy production/default-deny`. */
  readonly label: string;
  readonly document?: Locatable;
  readonly path: FieldPath;
}

/** Reads what `formatPath` writes. */
export function parsePath(text: string): FieldPath {
  return [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) => (index === undefined ? step : Number(index)));
}

/** `spec.ingress[0].from` */
export function formatPath(path: FieldPath): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
