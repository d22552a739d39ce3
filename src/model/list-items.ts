import { Fields, fieldOf, isFields } from './fields';

/**
 * The entries of a list object, each with what it takes from its list; `undefined` for what is no list.
 *
 * A list is any kind that ends in `List` and has `items`; none (`null`) is an empty one. An entry without `kind` is of the list's (a PodList holds
 * Pods), and of its API version where it names none.
 */
function listItems(value: unknown): unknown[] | undefined {
  if (!isFields(value)) return undefined;
  const kind = fieldOf(value, 'kind');
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  const items = fieldOf(value, 'items');
  if (!Array.isArray(items)) return items === null ? [] : undefined;
  const held = kind.slice(0, -'List'.length);
  return items.map((item: unknown) => {
    if (!isFields(item) || held === '' || fieldOf(item, 'kind') !== undefined) return item;
    const apiVersion = fieldOf(item, 'apiVersion') ?? fieldOf(value, 'apiVersion');
    return apiVersion === undefined ? { ...item, kind: held } : { ...item, apiVersion, kind: held };
  });
}

/** What an object holds in the place of itself: the items of a list, or the objects of a template of OpenShift; `undefined` for others. */
export function heldObjects(value: unknown): { readonly field: 'items' | 'objects'; readonly objects: unknown[] } | undefined {
  const items = listItems(value);
  if (items !== undefined) return { field: 'items', objects: items };
  if (!isTemplate(value)) return undefined;
  const objects = fieldOf(value, 'objects');
  return Array.isArray(objects) ? { field: 'objects', objects } : undefined;
}

/** What is wrong with a template whose parameters are not filled in. */
export const PARAMETERS = 'the parameters of the template are not filled in, so what it makes is not known';

/** Whether objects of a template have places that its parameters fill in. */
export function hasParameters(value: unknown): boolean {
  return isTemplate(value) && holdsParameter(fieldOf(value, 'objects'));
}

/** @see https://docs.openshift.com/container-platform/latest/openshift_images/using-templates.html */
function isTemplate(value: unknown): value is Fields {
  if (!isFields(value) || fieldOf(value, 'kind') !== 'Template') return false;
  const apiVersion = fieldOf(value, 'apiVersion');
  return apiVersion === 'v1' || (typeof apiVersion === 'string' && apiVersion.startsWith('template.openshift.io/'));
}

function holdsParameter(value: unknown): boolean {
  if (typeof value === 'string') return /\$\{\{?[A-Za-z0-9_]+\}/.test(value);
  if (Array.isArray(value)) return value.some(holdsParameter);
  return isFields(value) && Object.values(value).some(holdsParameter);
}
