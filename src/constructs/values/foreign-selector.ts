import { fail } from '../../errors';
import { LabelConstraint, LabelSelector } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkLabelKey, checkLabels, checkLabelValue } from '../input';
import { checkSatisfiable } from './selection';

/** Reads a label selector of cdk8s-plus, or one as in the API (`matchLabels`, `matchExpressions`). */
export function foreignSelector(selector: any, what: string): LabelSelector {
  const plain = typeof selector?._toKube === 'function' ? selector._toKube() : selector;
  if (typeof plain !== 'object' || plain === null) fail('selector-type', `${what} cannot be read, got ${kindOf(selector)}`, 'pass an object that cdk8s-plus made');
  const byLabels = LabelSelector.labels(checkLabels(plain.matchLabels ?? {}, `${what}`));
  const expressions: unknown = plain.matchExpressions ?? [];
  if (!Array.isArray(expressions)) fail('selector-type', `${what} cannot be read, got ${kindOf(expressions)} of expressions`, 'pass an object that cdk8s-plus made');
  return checkSatisfiable(byLabels.intersect(LabelSelector.of(expressions.map((expression) => requirement(expression, what)))), what);
}

function requirement(expression: any, what: string): readonly [string, LabelConstraint] {
  const key = checkLabelKey(expression?.key, what);
  switch (expression.operator) {
    case 'In': return [key, LabelConstraint.in(valuesOf(key, expression.values, what))];
    case 'NotIn': return [key, LabelConstraint.notIn(valuesOf(key, expression.values, what))];
    case 'Exists': return [withoutValues(key, expression.values), LabelConstraint.exists()];
    case 'DoesNotExist': return [withoutValues(key, expression.values), LabelConstraint.doesNotExist()];
    default: return fail('expression-operator', `${what} has an unknown operator, got ${show(expression.operator)}`, 'the operators are In, NotIn, Exists, DoesNotExist');
  }
}

function valuesOf(key: string, values: unknown, what: string): string[] {
  if (!Array.isArray(values) || values.length === 0) fail('expression-values', `an expression on ${show(key)} needs at least one value, got ${show(values)}`, 'name the values, or use Exists or DoesNotExist');
  return values.map((value) => checkLabelValue(key, value, what));
}

function withoutValues(key: string, values: unknown): string {
  const none = values === undefined || values === null || (Array.isArray(values) && values.length === 0);
  if (!none) fail('expression-values', `an expression on ${show(key)} by Exists or DoesNotExist takes no values, got ${show(values)}`, 'leave them out, or use In or NotIn');
  return key;
}
