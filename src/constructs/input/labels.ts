import { labelKeyProblem, labelValueProblem } from '../../dialects/names';
import { fail } from '../../errors';
import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Labels } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkNamespaceName } from './namespace-name';

/**
 * A frozen copy of labels, checked as the API server checks them.
 *
 * `what` names them in errors: `pod labels`. Whether there may be none is for the caller to check.
 */
export function checkLabels(labels: unknown, what: string): Labels {
  if (!isPlain(labels)) fail('labels-type', `${what} must be an object of texts, got ${kindOf(labels)}`, 'write `{ app: \'api\' }`');
  const copy: Record<string, string> = {};
  for (const key of Object.keys(labels)) copy[checkLabelKey(key, what)] = checkLabelValue(key, labels[key], what);
  return Object.freeze(copy);
}

export function checkLabelKey(key: unknown, what: string): string {
  if (typeof key !== 'string') fail('label-key', `a key of ${what} is no text, got ${show(key)}`, 'write a label key such as `app.kubernetes.io/name`');
  const problem = labelKeyProblem(key);
  if (problem !== undefined) fail('label-key', `a key of ${what} ${problem}, got ${show(key)}`, 'a key is `name` or `dns.prefix/name`');
  return key;
}

export function checkLabelValue(key: string, value: unknown, what: string): string {
  if (typeof value !== 'string') fail('label-value', `the value of ${show(key)} in ${what} is no text, got ${show(value)}`, textOf(value));
  const problem = labelValueProblem(value);
  if (problem !== undefined) fail('label-value', `the value of ${show(key)} in ${what} ${problem}, got ${show(value)}`, valueAdvice(value));
  if (key === NAMESPACE_NAME_LABEL) checkNamespaceName(value, `the value of ${show(key)} in ${what}`);
  return value;
}

/** Whether a value is an object of the kind that `{…}` writes. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function valueAdvice(value: string): string {
  return value.includes('*') ? 'selectors have no wildcards: name the values, or write `LabelExpression.exists(…)`' : 'write the value that the objects have';
}

function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `write it in quotes: \`'${value}'\``;
  return 'leave the key out, or write the empty text for the empty value';
}
