import { fieldOf, FieldPath, isFields, hasParameters, heldObjects, PARAMETERS, Problem } from '../model';
import { problem, type Loaded } from './loaded';
import { LocatedDocument, type DocumentOrigin } from './source';

const TOP: FieldPath = [];

/** Replace lists by their items: any kind that ends in `List` and has `items`, also lists of lists. */
export function flatten(document: Loaded, objects: LocatedDocument[], problems: Problem[]): void {
  walk(document.value, document.origin, TOP, objects, problems, document.entry);
}

function walk(
  value: unknown,
  origin: DocumentOrigin,
  prefix: FieldPath,
  objects: LocatedDocument[],
  problems: Problem[],
  entry?: (index: number) => DocumentOrigin,
): void {
  const place = () => origin.source.find(origin, prefix);
  if (!isFields(value)) {
    // Folders of manifests may contain data of other programs; a list that contains manifests, or plain text, may be a mistake.
    const severity = Array.isArray(value) && !value.some(isOfManifest) ? 'warning' : 'error';
    problems.push(problem(severity, 'not-an-object', `expected an object with \`apiVersion\` and \`kind\`, got ${nameOf(value)}`, place()));
    return;
  }
  const held = heldObjects(value);
  if (held === undefined) {
    objects.push(new LocatedDocument(objects.length, value, origin, prefix));
    return;
  }
  if (isIncomplete(fieldOf(value, 'metadata'))) {
    problems.push(problem('error', 'incomplete-list', 'the list is one page of several, the rest is missing', place(), 'fetch it whole, as `kubectl get -o json` does'));
  }
  if (hasParameters(value)) problems.push(problem('error', 'template-parameters', PARAMETERS, place(), 'read what `oc process -f FILE` prints'));
  held.objects.forEach((item, index) => {
    if (entry !== undefined) walk(item, entry(index), TOP, objects, problems);
    else walk(item, origin, [...prefix, held.field, index], objects, problems);
  });
}

/** Whether an item of a list has a field that objects, or the rules and peers of policies, have. */
function isOfManifest(item: unknown): boolean {
  return isFields(item) && ['kind', 'podSelector', 'namespaceSelector', 'ipBlock'].some((key) => fieldOf(item, key) !== undefined || [fieldOf(item, 'from'), fieldOf(item, 'to')].some(Array.isArray));
}

/** The API server cuts long answers into pages and says so in the metadata of the list. */
function isIncomplete(metadata: unknown): boolean {
  if (!isFields(metadata)) return false;
  const next = fieldOf(metadata, 'continue');
  const remaining = fieldOf(metadata, 'remainingItemCount');
  return (typeof next === 'string' && next !== '') || (typeof remaining === 'number' && remaining > 0);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
