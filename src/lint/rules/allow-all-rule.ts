import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';

export const ALLOW_ALL_RULE: LintRule = {
  id: 'allow-all-rule',
  severity: 'warning',
  edge: true,
  assumes: 'one rule',
  summary: 'An empty rule allows everything to everyone.',
  why: 'a rule without peers and ports (also `from: []`) allows every pod and every address; it makes every other policy of its pods useless in that direction',
  *check(context) {
    for (const { policy, rule } of context.rules()) {
      if (rule.action !== 'allow' || !policy.stage.isolating || rule.peers !== undefined || !rule.traffic.fixed.isAll()) continue;
      for (const c of context.subjects(policy)) {
        const [source, destination] = rule.direction === 'ingress' ? [INTERNET_V4, c] : [c, INTERNET_V4];
        const witness = context.witness(source, destination, 'TCP', 22, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: rule.direction === 'ingress' ? 'the rule allows every source, at every port' : 'the rule allows every destination, at every port',
          fix: `name the peers or the ports; to allow nothing, write ${policy.language?.nothing === undefined ? 'an empty list of rules' : `the list \`${policy.language.nothing}\``}`,
          origin: policy.origin,
          path: rule.origin.path,
          witness,
        };
        break;
      }
    }
  },
};
