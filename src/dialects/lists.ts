import { FieldPath, listItems, Locatable } from '../model';

/** One object of the input and where it was written. */
export interface ManifestObject {
  readonly value: unknown;
  readonly document?: Locatable;
}

function within(document: Locatable, prefix: FieldPath): Locatable {
  return document.within?.(prefix) ?? { position: (path) => document.position([...prefix, ...path]) };
}

/** The items of lists in the place of the lists, for objects that were not loaded from a text. */
export function* flattenLists(objects: Iterable<ManifestObject>): Generator<ManifestObject> {
  for (const object of objects) {
    const { value, document } = object;
    const items = listItems(value);
    if (items === undefined) {
      yield object;
      continue;
    }
    yield* flattenLists(items.map((item, i) => ({
      value: item,
      ...(document && { document: within(document, ['items', i]) }),
    })));
  }
}
