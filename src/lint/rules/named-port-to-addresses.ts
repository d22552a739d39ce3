import type { LintRule } from '../framework/rule';
import { listed, portsPath } from '../helpers/text';

export const NAMED_PORT_TO_ADDRESSES: LintRule = {
  id: 'named-port-to-addresses',
  severity: 'warning',
  edge: false,
  summary: 'A rule uses a port name for addresses outside the cluster.',
  why: 'a port name is resolved at each destination pod; an outside address has no port names, so the rule opens nothing there',
  *check(context) {
    for (const { policy, rule } of context.rules('egress')) {
      if (rule.traffic.named.length === 0 || !(rule.peers === undefined || rule.peers.some(({ type }) => type === 'addresses'))) continue;
      yield {
        message: `${listed(rule.traffic.named.map(({ name }) => name))} never matches an address outside the cluster`,
        fix: 'write the number',
        origin: policy.origin,
        path: portsPath(rule),
      };
    }
  },
};
