import type { Locatable } from '../model';
import { isFields } from './manifest';
import type { Fields } from './manifest';

/** One object of the input and where it was written. */
export interface ManifestObject {
  readonly value: unknown;
  readonly document?: Locatable;
}

/** Whether the object is a list of objects. */
export function isList(value: unknown): value is Fields & { readonly kind: string; readonly items: readonly unknown[] } {
  return isFields(value) && typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items);
}

/** The items of lists in the place of the lists; an item without kind takes it from its list (`PodList`: Pod). */
export function* flattenLists(objects: Iterable<ManifestObject>): Generator<ManifestObject> {
  for (const object of objects) {
    const { value, document } = object;
    if (!isList(value)) {
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
