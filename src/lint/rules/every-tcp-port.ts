import { TrafficSet, PortSet } from '../../sets';
import { pairsOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { portsPath } from '../helpers/text';

const TCP = TrafficSet.of('TCP', PortSet.ALL);

export const EVERY_TCP_PORT: LintRule = {
  id: 'every-tcp-port',
  severity: 'info',
  edge: true,
  summary: 'A rule opens every TCP port, and no other protocol.',
  why: 'a port item without port is every port of its protocol, TCP where none is written: not every protocol, and not one port',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.action !== 'allow' || rule.traffic.named.length > 0 || !rule.traffic.fixed.equals(TCP)) continue;
      for (const { source, destination } of pairsOf(context, placed)) {
        const witness = context.witness(source, destination, 'UDP', 53, 'denied');
        if (witness === undefined) continue;
        yield {
          message: 'every TCP port is open, UDP and SCTP stay closed',
          fix: 'write the ports that are needed; leave `ports` out to mean every protocol',
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
        break;
      }
    }
  },
};
