import { fail } from '../../errors';
import type { LabelConstraint, LabelSelector } from '../../sets';

/** A label selector as an API object. */
export interface EncodedSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly EncodedExpression[];
}

export interface EncodedExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** Equality as `matchLabels`, everything else as `matchExpressions`; keys and values ascending, `{}` for everything. */
export function encodeSelector(selector: LabelSelector): EncodedSelector {
  const { constraints } = selector;
  if (constraints.length === 1 && isOneValue(constraints[0][1])) return { matchLabels: { [constraints[0][0]]: constraints[0][1].values[0] } };
  const labels: Record<string, string> = {};
  const expressions: EncodedExpression[] = [];
  for (const [key, constraint] of constraints) {
    if (isOneValue(constraint)) labels[key] = constraint.values[0];
    else expressions.push(...encodeConstraint(key, constraint));
  }
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(expressions.length > 0 && { matchExpressions: expressions }),
  };
}

/** Whether the constraint says: present with exactly one value. */
export function isOneValue(constraint: LabelConstraint): boolean {
  return !constraint.allowsAbsent && !constraint.cofinite && constraint.values.length === 1;
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement */
function encodeConstraint(key: string, { allowsAbsent, cofinite, values }: LabelConstraint): EncodedExpression[] {
  const exists: EncodedExpression = { key, operator: 'Exists' };
  const absent: EncodedExpression = { key, operator: 'DoesNotExist' };
  if (cofinite) {
    const others: EncodedExpression[] = values.length > 0 ? [{ key, operator: 'NotIn', values }] : [];
    return allowsAbsent ? others : others.length > 0 ? [...others, exists] : [exists];
  }
  if (values.length === 0) return allowsAbsent ? [absent] : [absent, exists];
  if (allowsAbsent) return fail('not-expressible', `a selector cannot say "absent or one of" the values of \`${key}\``, 'use two peers');
  return [{ key, operator: 'In', values }];
}
