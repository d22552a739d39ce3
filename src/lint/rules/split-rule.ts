import { DIRECTIONS, formatPath } from '../../model';
import { INTERNET_V4 } from '../helpers/outside';
import { witnessOf } from '../helpers/pairs';
import { splitRules } from '../helpers/split';
import type { LintRule } from '../framework/rule';

export const SPLIT_RULE: LintRule = {
  id: 'split-rule',
  severity: 'warning',
  edge: true,
  assumes: 'one rule',
  summary: 'One item has peers only and another has ports only, and one item with both was probably meant.',
  why: 'each item is a rule of its own: ports without peers are open to everyone, and peers without ports may use every port',
  *check(context) {
    for (const policy of context.policies) {
      if (policy.unread !== undefined || policy.rules.length < 2) continue;
      for (const direction of DIRECTIONS) {
        for (const { ports: { rule }, peers } of splitRules(context, policy, direction)) {
          for (const c of context.subjects(policy)) {
            const ends = direction === 'ingress' ? { source: INTERNET_V4, destination: c } : { source: c, destination: INTERNET_V4 };
            const witness = witnessOf(context, rule, ends, 'allowed');
            if (witness === undefined) continue;
            const everyone = direction === 'ingress' ? 'every source' : 'every destination';
            yield {
              message: `two items are two rules: this one opens its ports to ${everyone}, and \`${formatPath(peers.origin.path)}\` opens every port to its peers`,
              fix: 'write peers and ports in one item: remove the dash before `ports`',
              origin: policy.origin,
              path: rule.origin.path,
              witness,
            };
            break;
          }
        }
      }
    }
  },
};
