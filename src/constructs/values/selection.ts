import { fail } from '../../errors';
import { LabelSelector } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkLabels } from '../input';
import type { LabelExpression } from './label-expression';

/** Labels that must not be empty: `{}` would select everything, and is usually a mistake. */
export function labelsSelector(labels: unknown, what: string, everything: string): LabelSelector {
  const checked = checkLabels(labels, what);
  if (Object.keys(checked).length === 0) fail('labels-empty', `${what} must name at least one label, got \`{}\``, `to select all, write \`${everything}\``);
  return LabelSelector.labels(checked);
}

/** Expressions that must not be empty, for the same reason. */
export function expressionsSelector(expressions: unknown, what: string, everything: string): LabelSelector {
  if (!Array.isArray(expressions)) fail('expressions-type', `${what} must be a list of \`LabelExpression\`, got ${kindOf(expressions)}`, 'write `[LabelExpression.exists(\'app\')]`');
  if (expressions.length === 0) fail('expressions-empty', `${what} must not be empty, got \`[]\``, `to select all, write \`${everything}\``);
  return LabelSelector.of(Array.from(expressions as unknown[], (expression, i) => constraintOf(expression, `${what}[${i}]`)));
}

/** A selector that nothing can satisfy is a mistake. */
export function checkSatisfiable(selector: LabelSelector, what: string): LabelSelector {
  const empty = selector.constraints.find(([, constraint]) => constraint.isEmpty());
  if (empty !== undefined) {
    fail('selector-contradiction', `${what} must be able to match something, got conditions on ${show(empty[0])} that exclude each other`, 'all conditions of one selector must hold: for alternatives, write two peers');
  }
  return selector;
}

function constraintOf(expression: unknown, what: string) {
  const constraint = (expression as LabelExpression | null | undefined)?._constraint;
  if (typeof constraint !== 'function') fail('expressions-type', `${what} must be a \`LabelExpression\`, got ${kindOf(expression)}`, 'write `LabelExpression.in(\'tier\', [\'web\'])`');
  return constraint.call(expression);
}
