import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const OPEN_TO_EVERY_NAMESPACE: LintRule = {
  id: 'open-to-every-namespace',
  severity: 'info',
  edge: true,
  summary: 'A rule lets in every namespace, those of tomorrow included.',
  why: '`namespaceSelector: {}` means all namespaces that exist or ever will',
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
            message: 'every namespace gets in, those of tomorrow included',
            fix: 'name the namespaces by `kubernetes.io/metadata.name`',
            origin: policy.origin,
            path: [...peerPath(rule, peer), 'namespaceSelector'],
            witness,
          };
          break;
        }
      }
    }
  },
};
