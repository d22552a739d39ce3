import { FieldPath, heldObjects, Locatable } from '../model';

/** One object of the input and where it was written. */
export interface ManifestObject {
  readonly value: unknown;
  readonly document?: Locatable;
}

function within(document: Locatable, prefix: FieldPath): Locatable {
  return document.within?.(prefix) ?? { position: (path) => document.position([...prefix, ...path]) };
}

/** The items of lists, and the objects of templates, in their place, for objects that were not loaded from a text. */
export function* flattenLists(objects: Iterable<ManifestObject>): Generator<ManifestObject> {
  for (const object of objects) {
    const { value, document } = object;
    const held = heldObjects(value);
    if (held === undefined) {
      yield object;
      continue;
    }
    yield* flattenLists(held.objects.map((item, i) => ({
      value: item,
      ...(document && { document: within(document, [held.field, i]) }),
    })));
  }
}
