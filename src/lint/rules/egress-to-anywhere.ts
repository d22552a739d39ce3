import { meansAnywhere } from '../helpers/anywhere';
import { namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { listed, peersPath } from '../helpers/text';

export const EGRESS_TO_ANYWHERE: LintRule = {
  id: 'egress-to-anywhere',
  severity: 'info',
  edge: true,
  summary: 'A rule lets connections out to every address.',
  why: 'a pod that is broken into can send data anywhere, and reach private and metadata addresses too',
  *check(context) {
    for (const { policy, rule } of context.rules('egress')) {
      // a rule without peers and ports is another rule's matter
      if (rule.action !== 'allow' || !meansAnywhere(rule) || (rule.peers === undefined && rule.traffic.fixed.isAll())) continue;
      for (const c of context.subjects(policy)) {
        const witness = witnessOf(context, rule, { source: c, destination: INTERNET_V4 }, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: `every address may be reached by ${listed(namesIn(context, context.subjects(policy)))}`,
          fix: 'name the blocks that are needed, or `InternetEgress` in code, which leaves private and metadata addresses out',
          origin: policy.origin,
          path: peersPath(rule),
          witness,
        };
        break;
      }
    }
  },
};
