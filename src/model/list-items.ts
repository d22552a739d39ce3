type Fields = Readonly<Record<string, unknown>>;

/**
 * The entries of a list object, each with what it takes from its list; `undefined` for what is no list.
 *
 * A list is any kind that ends in `List` and has `items`; none (`null`) is an empty one. An entry without `kind` is of the list's (a PodList holds
 * Pods), and of its API version where it names none.
 */
export function listItems(value: unknown): unknown[] | undefined {
  if (!isPlain(value)) return undefined;
  const [kind, items] = [own(value, 'kind'), own(value, 'items')];
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (!Array.isArray(items)) return items === null ? [] : undefined;
  const held = kind.slice(0, -'List'.length);
  return items.map((item: unknown) => {
    if (!isPlain(item) || held === '' || own(item, 'kind') !== undefined) return item;
    const apiVersion = own(item, 'apiVersion') ?? own(value, 'apiVersion');
    return apiVersion === undefined ? { ...item, kind: held } : { ...item, apiVersion, kind: held };
  });
}

function own(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
