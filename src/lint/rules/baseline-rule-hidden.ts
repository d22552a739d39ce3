import { byStage } from '../../engine';
import type { Action, Policy, Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { pairsOf, witnessOf } from '../helpers/pairs';

export const BASELINE_RULE_HIDDEN: LintRule = {
  id: 'baseline-rule-hidden',
  severity: 'info',
  edge: true,
  summary: 'NetworkPolicies isolate every pod that this rule of the baseline is about, so it decides nothing.',
  why: 'the baseline is asked only about pods that no NetworkPolicy isolates in the direction of the rule',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const hiding = hidingOf(context, placed);
      if (hiding === undefined) continue;
      const [first, second] = VERDICTS[rule.action];
      const witness = witnessWith(context, placed, first) ?? witnessWith(context, placed, second);
      if (witness === undefined) continue;
      yield {
        message: `the rule (${rule.action}) decides nothing: ${hiding.origin.label} and others like it isolate all its pods`,
        fix: 'remove the rule, write it into a tier that comes before NetworkPolicies, or allow less in these',
        origin: policy.origin,
        path: rule.origin.path,
        witness,
      };
    }
  },
};

/** What contradicts a rule shows best that it decides nothing. */
const VERDICTS: Readonly<Record<Action, readonly Witness['verdict'][]>> = { allow: ['denied', 'allowed'], deny: ['allowed', 'denied'], pass: ['denied', 'allowed'] };

function witnessWith(context: LintContext, placed: PlacedRule, verdict: Witness['verdict']): Witness | undefined {
  for (const ends of pairsOf(context, placed)) {
    const witness = witnessOf(context, placed.rule, ends, verdict);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** A policy that isolates a subject of the rule, where policies of an earlier stage isolate all of them. */
function hidingOf(context: LintContext, { policy, rule }: PlacedRule): Policy | undefined {
  if (policy.stage.isolating || context.isOpen(policy.subject)) return undefined;
  let found: Policy | undefined;
  for (const subject of context.subjects(policy)) {
    const isolating = context.isolating(rule.direction, subject).find(({ stage }) => byStage(stage, policy.stage) < 0);
    if (isolating === undefined) return undefined;
    found ??= isolating;
  }
  return found;
}
