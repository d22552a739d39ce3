import type { Rule } from '../../model';
import { INTERNET_V4 } from '../helpers/outside';
import { pairsOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { portsPath } from '../helpers/text';

export const REPLY_PORTS: LintRule = {
  id: 'reply-ports',
  severity: 'warning',
  edge: true,
  assumes: 'one rule',
  summary: 'A rule opens the ephemeral ports, probably for replies.',
  why: 'the replies of an allowed connection are always allowed; a rule for the client ports opens new connections to all of them',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.action !== 'allow' || !opensEphemeral(rule)) continue;
      const outside = context.subjects(policy).map((c) => (rule.direction === 'ingress' ? { source: INTERNET_V4, destination: c } : { source: c, destination: INTERNET_V4 }));
      for (const { source, destination } of [...pairsOf(context, placed), ...outside]) {
        const witness = context.witness(source, destination, 'TCP', 50000, 'allowed') ?? context.witness(source, destination, 'UDP', 50000, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: 'the range contains the ephemeral ports and allows new connections to each of them',
          fix: 'remove the range: replies need no rule',
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
        break;
      }
    }
  },
};

/** A range that starts at 1024 or later, and contains most ephemeral ports. */
function opensEphemeral({ traffic }: Rule): boolean {
  return (['TCP', 'UDP'] as const).some((protocol) => traffic.fixed.ports(protocol).ranges().some(({ first, last }) => first >= 1024 && first <= 49152 && last >= 60999));
}
