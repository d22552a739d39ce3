import { TrafficSet, PortSet } from '../../sets';
import { pairsOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { portsPath } from '../helpers/text';

const TCP = TrafficSet.of('TCP', PortSet.ALL);

export const EVERY_TCP_PORT: LintRule = {
  id: 'every-tcp-port',
  severity: 'info',
  edge: true,
  assumes: 'one rule',
  summary: 'A rule opens every TCP port, and no other protocol.',
  why: 'a port item without \`port\` means every port of its protocol, and the default protocol is TCP: it does not mean every protocol',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.action !== 'allow' || rule.traffic.named.length > 0 || !rule.traffic.fixed.equals(TCP)) continue;
      for (const { source, destination } of pairsOf(context, placed)) {
        const witness = context.witness(source, destination, 'UDP', 53, 'denied');
        if (witness === undefined) continue;
        yield {
          message: 'every TCP port is open, but UDP and SCTP are closed',
          fix: 'write the ports that are needed, or remove `ports` to allow every protocol',
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
        break;
      }
    }
  },
};
