import { quote } from '../../text/quote';
import type { DecodeSink } from '../dialect';
import { decodeSelector } from '../label-selector';
import { fieldsOf, isFields } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { Place } from '../place';

/** Whose selector has to match their template in `apps/v1`. */
const KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
const SELECTOR = Place.TOP.at('spec').at('selector');

/**
 * Reports a selector that does not match the labels of its own template. One that is left out is not reported: what it would be is plain.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export function checkSelector(object: Manifest, labels: unknown, sink: DecodeSink): void {
  const selector = fieldsOf(object.value.spec).selector ?? undefined;
  if (selector === undefined || object.apiVersion !== 'apps/v1' || !KINDS.has(object.kind)) return;
  if (!isFields(selector)) {
    sink.problemsOf(object).add('wrong-type', SELECTOR, `must be an object, got ${quote(selector)}`);
    return;
  }
  const written = fieldsOf(labels);
  if ((selector.matchExpressions ?? null) === null && hasAll(written, fieldsOf(selector.matchLabels))) return;
  const problems = sink.problemsOf(object);
  const before = problems.count;
  const meaning = decodeSelector(selector, 'zero', SELECTOR, problems);
  if (problems.count > before || meaning?.matches(textsOf(written)) === true) return;
  problems.add('invalid-value', SELECTOR, 'does not match the labels of the template, and the API server refuses that', 'give both the same labels');
}

function hasAll(labels: Fields, wanted: Fields): boolean {
  for (const key in wanted) if (wanted[key] !== labels[key]) return false;
  return true;
}

function textsOf(labels: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
