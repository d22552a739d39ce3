import { isSameStage } from '../../engine';
import type { LintContext, PlacedRule } from '../framework/context';
import { covers } from './cover';

/** Whether a rule is asked before another one of its stage, whatever the pod is. */
export function comesBefore(one: PlacedRule, other: PlacedRule): boolean {
  const { stage, order } = one.policy;
  if (!isSameStage(stage, other.policy.stage)) return false;
  if (stage.deniesFirst === true) return one.rule.action === 'deny' && other.rule.action !== 'deny';
  if (one.policy !== other.policy) return order < other.policy.order;
  return one.policy.rules.indexOf(one.rule) < one.policy.rules.indexOf(other.rule);
}

/** Whether a rule that comes before it decides otherwise about all that it matches. */
export function isNeverReached(context: LintContext, placed: PlacedRule): boolean {
  return context.rules(placed.rule.direction).some((other) => other.rule.action !== placed.rule.action
    && isWhole(other) && comesBefore(other, placed) && covers(other, placed));
}

/** Whether a rule is about all that its peers and its traffic say. */
function isWhole({ rule: { own, family, partly, services, traffic } }: PlacedRule): boolean {
  return own === undefined && family === undefined && partly === undefined && services === undefined && traffic.without === undefined;
}
