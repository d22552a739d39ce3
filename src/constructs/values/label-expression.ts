import { fail } from '../../errors';
import { LabelConstraint } from '../../sets';
import { kindOf } from '../../text/show';
import { checkLabelKey, checkLabelValue } from '../input';

/**
 * One condition on a label, for what equality of labels cannot express.
 *
 * Conditions of one selector must all hold.
 *
 * Errors: `label-key`, `label-value`, `expression-values`, where the value is written.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement
 */
export class LabelExpression {
  /**
   * The label is there, with one of the values.
   * @param key the label
   * @param values at least one
   */
  public static in(key: string, values: string[]): LabelExpression {
    return make(checkLabelKey(key, WHAT), LabelConstraint.in(check(key, values, 'in')));
  }

  /**
   * The label has none of the values; objects **without** the label are selected too.
   *
   * For those that have the label, add `LabelExpression.exists(key)`.
   *
   * @param key the label
   * @param values at least one
   */
  public static notIn(key: string, values: string[]): LabelExpression {
    return make(checkLabelKey(key, WHAT), LabelConstraint.notIn(check(key, values, 'notIn')));
  }

  /**
   * The label is there, with any value.
   * @param key the label
   */
  public static exists(key: string): LabelExpression {
    return make(checkLabelKey(key, WHAT), LabelConstraint.exists());
  }

  /**
   * The label is not there.
   * @param key the label
   */
  public static doesNotExist(key: string): LabelExpression {
    return make(checkLabelKey(key, WHAT), LabelConstraint.doesNotExist());
  }

  readonly #key: string;
  readonly #constraint: LabelConstraint;

  private constructor(key: string, constraint: LabelConstraint) {
    if (constraint?.allowsAbsent === undefined) fail('value-new', 'a `LabelExpression` is made by its functions, got `new LabelExpression(…)`', 'write `LabelExpression.exists(\'app\')`');
    this.#key = key;
    this.#constraint = constraint;
  }

  /**
   * The expression in terms of the algebra.
   * @internal
   */
  public _constraint(): readonly [key: string, constraint: LabelConstraint] {
    return [this.#key, this.#constraint];
  }
}

const WHAT = 'a label expression';

/** An expression without values is refused by the API server, and could mean all or nothing. */
function check(key: string, values: unknown, factory: 'in' | 'notIn'): string[] {
  const other = factory === 'in' ? 'exists' : 'doesNotExist';
  if (!Array.isArray(values)) fail('expression-values', `the values of an expression must be a list, got ${kindOf(values)}`, `write \`LabelExpression.${factory}('${key}', ['…'])\``);
  if (values.length === 0) fail('expression-values', 'an expression needs at least one value, got `[]`', `name the values, or write \`LabelExpression.${other}('${key}')\``);
  return Array.from(values as unknown[], (value) => checkLabelValue(key, value, WHAT));
}

function make(key: string, constraint: LabelConstraint): LabelExpression {
  return Reflect.construct(LabelExpression, [key, constraint]) as LabelExpression;
}
