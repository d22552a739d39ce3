import { byStage } from '../../engine';
import type { Rule } from '../../model';
import { covers } from '../helpers/cover';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';

export const ADMIN_RULE_NEVER_REACHED: LintRule = {
  id: 'admin-rule-never-reached',
  severity: 'warning',
  edge: true,
  summary: 'A rule of an administrator\'s policy that an earlier one always decides before.',
  why: 'rules are tried in order, and the first that matches decides: this one is never asked',
  *check(context) {
    const rules = [...context.rules()].filter(({ policy }) => !policy.stage.isolating);
    const seen = new Set<Rule>();
    const ordered = [...rules].sort((a, b) => byStage(a.policy.stage, b.policy.stage) || a.policy.order - b.policy.order);
    for (const [i, placed] of ordered.entries()) {
      const { policy, rule } = placed;
      // another policy of the same priority is not before this one
      const earlier = ordered.slice(0, i).find((other) => other.policy.stage === policy.stage
        && (other.policy === policy || other.policy.order < policy.order) && covers(other, placed));
      if (earlier === undefined || seen.has(rule)) continue;
      seen.add(rule);
      for (const { source, destination } of pairsOf(context, placed)) {
        const ends = { source, destination };
        const witness = witnessOf(context, rule, ends, 'denied') ?? witnessOf(context, rule, ends, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: `${earlier.policy === policy ? 'an earlier rule of the policy' : earlier.policy.origin.label} (${earlier.rule.action}) decides all that this rule (${rule.action}) is about`,
          fix: 'remove the rule, or put it before the other one',
          origin: policy.origin,
          path: rule.origin.path,
          witness,
        };
        break;
      }
    }
  },
};
