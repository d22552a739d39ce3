import { LabelConstraint, LabelSelector } from '../sets';
import { quote } from '../text/quote';
import type { ObjectProblems } from './object-problems';
import { fieldsOf, isFields, listOf } from './manifest';
import type { Fields } from './manifest';
import { checkLabels, isLabel } from './metadata';
import { labelKeyProblem, labelValueProblem } from './names';
import type { Place } from './place';
import type { Nulls, ApiShape } from './shape';

const TEXT: ApiShape = { type: 'text' };

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
export function selectorShape(required: readonly string[] = []): ApiShape {
  return {
    type: 'object',
    fields: {
      matchLabels: { type: 'map', values: TEXT },
      matchExpressions: {
        type: 'list',
        items: { type: 'object', fields: { key: TEXT, operator: TEXT, values: { type: 'list', items: TEXT } }, required },
      },
    },
  };
}

/**
 * The meaning of a label selector; an absent one selects everything. What the API cannot mean is reported, and the answer is then
 * `undefined`. Wrong types are the shape's concern.
 */
export function decodeSelector(value: unknown, nulls: Nulls, place: Place, problems: ObjectProblems): LabelSelector | undefined {
  if (value === undefined || value === null) return LabelSelector.EVERYTHING;
  if (!isFields(value)) return undefined;
  const only = onlyLabel(value);
  if (only !== undefined) return LabelSelector.label(only, fieldsOf(value.matchLabels)[only] as string);
  const before = problems.count;
  const constraints: [string, LabelConstraint][] = [];
  const labels = fieldsOf(value.matchLabels);
  let readable = isOptional(value.matchLabels, isFields) && isOptional(value.matchExpressions, Array.isArray);
  checkLabels(labels, place.at('matchLabels'), problems);
  for (const key of Object.keys(labels)) {
    const label = labels[key];
    if (typeof label === 'string') constraints.push([key, LabelConstraint.in([label])]);
    else if (label !== null) readable = false;
    else if (nulls === 'zero') constraints.push([key, LabelConstraint.in([''])]);
    else problems.hasDroppedLabel = true;
  }
  const expressions = listOf(value.matchExpressions);
  for (let i = 0; i < expressions.length; i++) {
    const constraint = decodeExpression(expressions[i], place.at('matchExpressions').at(i), problems);
    if (constraint !== undefined) constraints.push(constraint);
    else readable = false;
  }
  return readable && problems.count === before ? LabelSelector.of(constraints) : undefined;
}

/** The key of the only label of a selector that says nothing else and is in order: nearly all are such. */
export function onlyLabel({ matchLabels, matchExpressions }: Fields): string | undefined {
  if (matchExpressions !== undefined || !isFields(matchLabels)) return undefined;
  let only: string | undefined;
  for (const key in matchLabels) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only !== undefined && isLabel(only, matchLabels[only]) ? only : undefined;
}

function isOptional(value: unknown, test: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || test(value);
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement */
function decodeExpression(expression: unknown, place: Place, problems: ObjectProblems): [string, LabelConstraint] | undefined {
  if (expression !== null && !isFields(expression)) return undefined;
  const { key = null, operator = null, values = null } = fieldsOf(expression);
  if (!isOptional(key, isText) || !isOptional(operator, isText) || !isOptional(values, Array.isArray)) return undefined;
  const name = typeof key === 'string' ? key : '';
  const keyProblem = labelKeyProblem(name);
  if (keyProblem !== undefined) problems.add('invalid-value', place.at('key'), `${keyProblem}, got ${quote(name)}`);
  const texts = decodeValues(listOf(values), place.at('values'), problems);
  if (texts === undefined) return undefined;
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (texts.length === 0) problems.add('missing-field', place.at('values'), `must have at least one value with ${operator}`, 'write the values');
      return [name, operator === 'In' ? LabelConstraint.in(texts) : LabelConstraint.notIn(texts)];
    case 'Exists':
    case 'DoesNotExist':
      if (texts.length > 0) problems.add('invalid-value', place.at('values'), `must be absent with ${operator}, got ${texts.length}`, 'remove them');
      return [name, operator === 'Exists' ? LabelConstraint.exists() : LabelConstraint.doesNotExist()];
    default:
      problems.add('invalid-value', place.at('operator'), `must be In, NotIn, Exists or DoesNotExist, got ${quote(operator ?? '')}`);
      return undefined;
  }
}

function decodeValues(values: readonly unknown[], place: Place, problems: ObjectProblems): string[] | undefined {
  const texts: string[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== null && typeof value !== 'string') return undefined;
    const text = value ?? '';
    const problem = labelValueProblem(text);
    if (problem !== undefined) problems.add('invalid-value', place.at(i), `${problem}, got ${quote(text)}`);
    texts.push(text);
  }
  return texts;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
