import { quote } from '../text/quote';
import type { ObjectProblems } from './object-problems';
import { fieldsOf, isFields, listOf, textOf } from './manifest';
import type { Fields } from './manifest';
import { MAX_ANNOTATIONS, annotationKeyProblem, dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from './names';
import type { Place } from './place';
import type { ApiShape } from './shape';

const ANYTHING: ApiShape = { type: 'anything' };
const BOOLEAN: ApiShape = { type: 'boolean' };
const INT64: ApiShape = { type: 'integer', least: -(2 ** 63), most: 2 ** 63 };
const TEXT: ApiShape = { type: 'text' };
const TIME: ApiShape = { type: 'text', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/ };
const TEXTS: ApiShape = { type: 'map', values: TEXT };

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const METADATA: ApiShape = {
  type: 'object',
  fields: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    labels: TEXTS,
    annotations: TEXTS,
    selfLink: TEXT,
    uid: TEXT,
    resourceVersion: TEXT,
    generation: INT64,
    creationTimestamp: TIME,
    deletionTimestamp: TIME,
    deletionGracePeriodSeconds: INT64,
    finalizers: { type: 'list', items: TEXT },
    ownerReferences: {
      type: 'list',
      items: {
        type: 'object',
        fields: { apiVersion: TEXT, kind: TEXT, name: TEXT, uid: TEXT, controller: BOOLEAN, blockOwnerDeletion: BOOLEAN },
      },
    },
    managedFields: {
      type: 'list',
      items: {
        type: 'object',
        fields: { manager: TEXT, operation: TEXT, apiVersion: TEXT, time: TIME, fieldsType: TEXT, fieldsV1: ANYTHING, subresource: TEXT },
      },
    },
  },
};

/** Reports the names, labels, annotations and references that the API server refuses; the shape is checked elsewhere. */
export function checkMetadata(value: unknown, place: Place, problems: ObjectProblems, nameProblem = dnsSubdomainProblem): void {
  const metadata = fieldsOf(value);
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  const prefix = typeof metadata.generateName === 'string' ? metadata.generateName : '';
  if (name !== '') report(place.at('name'), name, nameProblem(name), problems);
  // the API server cuts a long prefix and adds letters: a final dash or dot is fine
  else if (prefix !== '') report(place.at('generateName'), prefix, nameProblem(`${prefix.slice(0, 58)}x`), problems);
  else if ((metadata.name ?? '') === '') problems.add('missing-field', place.at('name'), 'is required', 'write it, or `generateName`');
  if (typeof metadata.namespace === 'string' && metadata.namespace !== '') report(place.at('namespace'), metadata.namespace, dnsLabelProblem(metadata.namespace), problems);
  checkLabels(metadata.labels, place.at('labels'), problems);
  checkAnnotations(fieldsOf(metadata.annotations), place.at('annotations'), problems);
  const finalizers = listOf(metadata.finalizers);
  for (let i = 0; i < finalizers.length; i++) {
    const finalizer = finalizers[i];
    if (typeof finalizer === 'string') report(place.at('finalizers').at(i), finalizer, labelKeyProblem(finalizer), problems);
  }
  checkOwners(listOf(metadata.ownerReferences), place.at('ownerReferences'), problems);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ (ownerReferences) */
function checkOwners(references: readonly unknown[], place: Place, problems: ObjectProblems): void {
  if (references.length === 0) return;
  for (let i = 0; i < references.length; i++) {
    const fields = fieldsOf(references[i]);
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      if ((fields[key] ?? '') === '') problems.add('missing-field', place.at(i).at(key), 'is required', 'write it');
    }
    if (textOf(fields.kind) === 'Event') problems.add('invalid-value', place.at(i), 'must not be an Event');
  }
  const controllers = references.filter((reference) => fieldsOf(reference).controller === true).length;
  if (controllers > 1) problems.add('invalid-value', place, `must have at most one controller, got ${controllers}`);
}

const keys = new Set<string>();
const MAX_KEYS = 10_000;

/** Whether key and value are in order. Keys repeat: those seen to be are remembered, a bounded number of them. */
export function isLabel(key: string, value: unknown): value is string {
  if (typeof value !== 'string' || labelValueProblem(value) !== undefined) return false;
  if (keys.has(key)) return true;
  if (labelKeyProblem(key) !== undefined) return false;
  if (keys.size < MAX_KEYS) keys.add(key);
  return true;
}

/** Reports keys and values that are no labels. Values of another type than text are the shape's concern. */
export function checkLabels(labels: unknown, place: Place, problems: ObjectProblems): void {
  if (!isFields(labels)) return;
  for (const key in labels) {
    if (isLabel(key, labels[key])) continue;
    const keyProblem = labelKeyProblem(key);
    if (keyProblem !== undefined) problems.add('invalid-value', place, `has the key ${quote(key)}, which ${keyProblem}`, undefined, key);
    const value = labels[key];
    const problem = typeof value === 'string' ? labelValueProblem(value) : undefined;
    if (problem !== undefined) problems.add('invalid-value', place, `has the value ${quote(value)}, which ${problem}`, undefined, key);
  }
}

function checkAnnotations(annotations: Fields, place: Place, problems: ObjectProblems): void {
  let size = 0;
  for (const key in annotations) {
    const problem = annotationKeyProblem(key);
    if (problem !== undefined) problems.add('invalid-value', place, `has the key ${quote(key)}, which ${problem}`, undefined, key);
    const value = annotations[key];
    size += bytes(key) + (typeof value === 'string' ? bytes(value) : 0);
  }
  if (size > MAX_ANNOTATIONS) problems.add('invalid-value', place, `must not exceed ${MAX_ANNOTATIONS} bytes in total, got ${size}`);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function report(place: Place, text: string, problem: string | undefined, problems: ObjectProblems): void {
  if (problem !== undefined) problems.add('invalid-value', place, `${problem}, got ${quote(text)}`);
}

/** The key of the annotation that says why a policy exists: one reason, or one a line. */
const REASON_ANNOTATION = 'netfence/reason';

/** The reasons of an object in one line. */
export function reasonOf(metadata: Fields): string | undefined {
  const text = fieldsOf(metadata.annotations)[REASON_ANNOTATION];
  if (typeof text !== 'string') return undefined;
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines.join('; ');
}
