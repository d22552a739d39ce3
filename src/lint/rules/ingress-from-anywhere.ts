import type { Rule } from '../../model';
import { PortSet, TrafficSet } from '../../sets';
import type { LintContext } from '../framework/context';
import { matchesAnywhere, matchesMost } from '../helpers/anywhere';
import { namesIn } from '../helpers/groups';
import { addressOf } from '../helpers/outside';
import { witnessOf } from '../helpers/pairs';
import { sensitivePort } from '../helpers/sensitive-ports';
import { splitRules } from '../helpers/split';
import type { LintRule } from '../framework/rule';
import { listed, peersPath } from '../helpers/text';

export const INGRESS_FROM_ANYWHERE: LintRule = {
  id: 'ingress-from-anywhere',
  severity: 'info',
  edge: true,
  assumes: 'one rule',
  summary: 'A rule admits every address, or most of them.',
  why: 'any client that can reach the pod network can connect; behind a load balancer this is the internet',
  *check(context) {
    for (const { policy, rule } of context.rules('ingress')) {
      // \`allow-all-rule\` reports a rule without peers and ports
      if (rule.action !== 'allow' || !matchesMost(rule) || (rule.peers === undefined && rule.traffic.fixed.isAll())) continue;
      // `split-rule` reports ports that were meant for the peers of another item
      if ([...splitRules(context, policy, 'ingress')].some(({ ports }) => ports.rule === rule)) continue;
      const source = addressOf(rule)!;
      for (const c of context.subjects(policy)) {
        // `sensitive-port-exposed` reports a rule for such a port only
        if (isSensitive(context, rule, c)) continue;
        const witness = witnessOf(context, rule, { source, destination: c }, 'allowed');
        if (witness === undefined) continue;
        const isEveryPort = rule.traffic.fixed.isAll();
        const who = matchesAnywhere(rule) ? 'every address' : 'most addresses';
        yield {
          ...(isEveryPort && { severity: 'warning' }),
          message: `${who} may connect to ${listed(namesIn(context, context.subjects(policy)))}${isEveryPort ? ', at every port' : ''}`,
          fix: 'allow only the sources that need it: selectors, or the blocks of your load balancer',
          origin: policy.origin,
          path: peersPath(rule),
          witness,
        };
        break;
      }
    }
  },
};

/** Whether what a rule opens at some pods is one port that is often attacked. */
function isSensitive(context: LintContext, { traffic }: Rule, c: number): boolean {
  const opened = context.trafficAt(traffic, c);
  return context.workloads(c).map(sensitivePort).every(
    (port) => port !== undefined && opened.isSubsetOf(TrafficSet.of('TCP', PortSet.single(port.port))),
  );
}
