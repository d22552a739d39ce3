import type { Rule } from '../../model';
import { PortSet, TrafficSet } from '../../sets';
import { matchesAnywhere } from '../helpers/anywhere';
import { namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { listed, peersPath } from '../helpers/text';

export const EGRESS_TO_ANYWHERE: LintRule = {
  id: 'egress-to-anywhere',
  severity: 'info',
  edge: true,
  assumes: 'one rule',
  summary: 'A rule allows connections to every address.',
  why: 'a compromised pod can send data to any address, and can reach private and metadata addresses',
  *check(context) {
    for (const { policy, rule } of context.rules('egress')) {
      // \`allow-all-rule\` reports a rule without peers and ports
      if (rule.action !== 'allow' || !matchesAnywhere(rule) || (rule.peers === undefined && rule.traffic.fixed.isAll())) continue;
      // `dns-to-anyone` reports a rule for names only
      if (isForNames(rule)) continue;
      for (const c of context.subjects(policy)) {
        const witness = witnessOf(context, rule, { source: c, destination: INTERNET_V4 }, 'allowed');
        if (witness === undefined) continue;
        yield {
          message: `every address can be reached by ${listed(namesIn(context, context.subjects(policy)))}`,
          fix: 'allow only the blocks that are needed; or use `InternetEgress` in code, which excludes private and metadata addresses',
          origin: policy.origin,
          path: peersPath(rule),
          witness,
        };
        break;
      }
    }
  },
};

/** Port 53 over UDP and over TCP. */
const NAMES = TrafficSet.of('UDP', PortSet.single(53)).union(TrafficSet.of('TCP', PortSet.single(53)));

function isForNames({ traffic: { fixed, named } }: Rule): boolean {
  return named.length === 0 && fixed.contains('UDP', 53) && fixed.isSubsetOf(NAMES);
}
