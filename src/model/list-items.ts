import { fieldOf, isFields } from './fields';

/**
 * The entries of a list object, each with what it takes from its list; `undefined` for what is no list.
 *
 * A list is any kind that ends in `List` and has `items`; none (`null`) is an empty one. An entry without `kind` is of the list's (a PodList holds
 * Pods), and of its API version where it names none.
 */
export function listItems(value: unknown): unknown[] | undefined {
  if (!isFields(value)) return undefined;
  const [kind, items] = [fieldOf(value, 'kind'), fieldOf(value, 'items')];
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (!Array.isArray(items)) return items === null ? [] : undefined;
  const held = kind.slice(0, -'List'.length);
  return items.map((item: unknown) => {
    if (!isFields(item) || held === '' || fieldOf(item, 'kind') !== undefined) return item;
    const apiVersion = fieldOf(item, 'apiVersion') ?? fieldOf(value, 'apiVersion');
    return apiVersion === undefined ? { ...item, kind: held } : { ...item, apiVersion, kind: held };
  });
}
