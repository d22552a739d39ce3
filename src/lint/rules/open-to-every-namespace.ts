import { namespaceName } from '../helpers/namespace-name';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const OPEN_TO_EVERY_NAMESPACE: LintRule = {
  id: 'open-to-every-namespace',
  severity: 'info',
  edge: true,
  summary: 'A rule admits every namespace, future ones included.',
  why: 'the rule admits pods of every namespace, also of namespaces that are created later',
  *check(context) {
    for (const placed of context.rules('ingress')) {
      const { policy, rule } = placed;
      for (const peer of rule.peers ?? []) {
        if (rule.action !== 'allow' || peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces) || !peer.endpoints.namespaces.labels.isEverything()) continue;
        for (const { source, destination } of pairsOf(context, placed, peer)) {
          const { example } = context.engine.classes;
          if (example[source].namespace === example[destination].namespace) continue;
          const witness = witnessOf(context, rule, { source, destination }, 'allowed');
          if (witness === undefined) continue;
          yield {
            message: 'every namespace is admitted, future ones included',
            fix: `select the namespaces by ${namespaceName(policy)}`,
            origin: policy.origin,
            path: peerPath(rule, peer, 'namespaceSelector'),
            witness,
          };
          break;
        }
      }
    }
  },
};
