import { byStage } from '../../engine';
import type { Rule } from '../../model';
import { covers } from '../helpers/cover';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';

export const ADMIN_RULE_NEVER_REACHED: LintRule = {
  id: 'admin-rule-never-reached',
  severity: 'warning',
  edge: true,
  summary: 'An earlier rule always decides before this rule of an administrator\'s policy.',
  why: 'rules are evaluated in order and the first match decides, so this rule never takes effect',
  *check(context) {
    const rules = [...context.rules()].filter(({ policy }) => !policy.stage.isolating);
    const seen = new Set<Rule>();
    const ordered = [...rules].sort((a, b) => byStage(a.policy.stage, b.policy.stage) || a.policy.order - b.policy.order);
    for (const [i, placed] of ordered.entries()) {
      const { policy, rule } = placed;
      // a policy of equal priority does not come before this one
      const earlier = ordered.slice(0, i).find((other) => other.policy.stage === policy.stage
        && (other.policy === policy || other.policy.order < policy.order) && covers(other, placed));
      if (earlier === undefined || seen.has(rule)) continue;
      seen.add(rule);
      for (const { source, destination } of pairsOf(context, placed)) {
        const ends = { source, destination };
        const witness = witnessOf(context, rule, ends, 'denied') ?? witnessOf(context, rule, ends, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: `${earlier.policy === policy ? 'an earlier rule of the policy' : earlier.policy.origin.label} (${earlier.rule.action}) already decides everything that this rule (${rule.action}) matches`,
          fix: 'remove this rule, or move it before the other rule',
          origin: policy.origin,
          path: rule.origin.path,
          witness,
        };
        break;
      }
    }
  },
};
