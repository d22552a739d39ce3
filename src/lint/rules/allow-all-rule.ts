import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';

export const ALLOW_ALL_RULE: LintRule = {
  id: 'allow-all-rule',
  severity: 'warning',
  edge: true,
  summary: 'An empty rule allows everything to everyone.',
  why: 'a rule without peers and ports, `from: []` included, means anyone, outside included; it undoes every other policy of its pods in that direction',
  *check(context) {
    for (const { policy, rule } of context.rules()) {
      if (!policy.stage.isolating || rule.peers !== undefined || !rule.traffic.fixed.isAll()) continue;
      for (const c of context.subjects(policy)) {
        const [source, destination] = rule.direction === 'ingress' ? [INTERNET_V4, c] : [c, INTERNET_V4];
        const witness = context.witness(source, destination, 'TCP', 22, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: rule.direction === 'ingress' ? 'the rule lets everyone in, at every port' : 'the rule lets everything out, to every port',
          fix: 'name the peers or the ports; to allow nothing, write an empty list of rules',
          origin: policy.origin,
          path: rule.origin.path,
          witness,
        };
        break;
      }
    }
  },
};
