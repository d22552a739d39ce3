import type { Locatable } from '../model';
import { isFields } from './manifest';

/** One object of the input and where it was written. */
export interface ManifestObject {
  readonly value: unknown;
  readonly document?: Locatable;
}

/** The items of lists in the place of the lists; an item without kind takes it from its list (`PodList`: Pod). */
export function* flattenLists(objects: Iterable<ManifestObject>): Generator<ManifestObject> {
  for (const object of objects) {
    const { value, document } = object;
    if (!isFields(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items)) {
      yield object;
      continue;
    }
    const inherited = value.kind === 'List' ? {} : { apiVersion: value.apiVersion, kind: value.kind.slice(0, -4) };
    const items = value.items.map((item: unknown, i) => ({
      value: isFields(item) ? { ...inherited, ...item } : item,
      ...(document && { document: { position: (path: readonly (string | number)[]) => document.position(['items', i, ...path]) } }),
    }));
    yield* flattenLists(items);
  }
}
