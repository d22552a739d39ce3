import { isSameStage } from '../../engine';
import type { Policy } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { covers } from './cover';

/** Whether a rule is asked before another one of its stage, whatever the pod is. */
export function comesBefore(one: PlacedRule, other: PlacedRule): boolean {
  const { stage, order } = one.policy;
  if (!isSameStage(stage, other.policy.stage)) return false;
  if (stage.deniesFirst === true) return one.rule.action === 'deny' && other.rule.action !== 'deny';
  if (one.policy !== other.policy) return order < other.policy.order || (order === other.policy.order && isNamedFirst(one.policy, other.policy));
  return one.policy.rules.indexOf(one.rule) < one.policy.rules.indexOf(other.rule);
}

/** Whether names decide between policies of one order, and the first one's is the lower. */
function isNamedFirst(one: Policy, other: Policy): boolean {
  const areNamed = one.stage.tiesByName === true && other.stage.tiesByName === true && one.namespace === other.namespace;
  return areNamed && one.name < other.name;
}

/** Whether a rule that comes before it decides otherwise about all that it matches. */
export function isNeverReached(context: LintContext, placed: PlacedRule): boolean {
  return context.rules(placed.rule.direction).some((other) => other.rule.action !== placed.rule.action
    && comesBefore(other, placed) && covers(other, placed));
}
