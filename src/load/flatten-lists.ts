import { FieldPath, listItems, Problem } from '../model';
import { problem, type Loaded } from './loaded';
import { LocatedDocument, type Origin } from './source';

type Plain = Record<string, unknown>;

const TOP: FieldPath = [];

/** Replace lists by their items: any kind that ends in `List` and has `items`, also lists of lists. */
export function flatten(document: Loaded, objects: LocatedDocument[], problems: Problem[]): void {
  walk(document.value, document.origin, TOP, objects, problems, document.entry);
}

function walk(
  value: unknown, origin: Origin, prefix: FieldPath, objects: LocatedDocument[], problems: Problem[], entry?: (index: number) => Origin,
): void {
  const place = () => origin.source.find(origin, prefix);
  if (!isPlain(value)) {
    // Folders of manifests may contain data of other programs; a list that contains manifests, or plain text, may be a mistake.
    const severity = Array.isArray(value) && !value.some((item) => isPlain(item) && own(item, 'kind') !== undefined) ? 'warning' : 'error';
    problems.push(problem(severity, 'not-an-object', `expected an object with \`apiVersion\` and \`kind\`, got ${nameOf(value)}`, place()));
    return;
  }
  const items = listItems(value);
  if (items === undefined) {
    objects.push(new LocatedDocument(objects.length, value, origin, prefix));
    return;
  }
  if (isIncomplete(own(value, 'metadata'))) {
    problems.push(problem('error', 'incomplete-list', 'the list is one page of several, the rest is missing', place(), 'fetch it whole, as `kubectl get -o json` does'));
  }
  items.forEach((item, index) => {
    if (entry !== undefined) walk(item, entry(index), TOP, objects, problems);
    else walk(item, origin, [...prefix, 'items', index], objects, problems);
  });
}

/** The API server cuts long answers into pages and says so in the metadata of the list. */
function isIncomplete(metadata: unknown): boolean {
  if (!isPlain(metadata)) return false;
  const next = own(metadata, 'continue');
  const remaining = own(metadata, 'remainingItemCount');
  return (typeof next === 'string' && next !== '') || (typeof remaining === 'number' && remaining > 0);
}

function own(object: Plain, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
