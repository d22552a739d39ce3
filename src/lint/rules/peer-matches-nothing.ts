import { matchNamespace } from '../../engine';
import type { RulePeer } from '../../model';
import type { LintRule } from '../framework/rule';
import { nearLabel } from '../helpers/near-label';
import { mayBeNotShown } from '../helpers/not-shown';
import { splitPeers } from '../helpers/split';
import { peerPath } from '../helpers/text';

export const PEER_MATCHES_NOTHING: LintRule = {
  id: 'peer-matches-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A peer of a rule matches no pod of the namespaces that it names.',
  why: 'the rule admits no pod; the cause is often a typing error in a label',
  *check(context) {
    const { cluster } = context;
    if (cluster.workloads.length === 0) return;
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      // `split-peer` reports what was meant as a part of the peer beside it
      const parts = new Set<RulePeer>([...splitPeers(context, placed)].map(({ part }) => part));
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || parts.has(peer) || peer.endpoints.pods.isEverything() || context.maySelect(peer.endpoints)) continue;
        const { namespaces, pods } = peer.endpoints;
        const meant = cluster.workloads.filter(({ namespace }) => matchNamespace(namespaces, namespace, cluster) !== 'no');
        if (meant.length === 0 || mayBeNotShown(cluster, peer.endpoints)) continue;
        const near = nearLabel(pods, meant.map(({ labels }) => labels));
        yield {
          message: 'name' in namespaces ? `the peer matches no pod of namespace \`${namespaces.name}\`` : 'the peer matches no pod of the selected namespaces',
          fix: near === undefined ? 'correct the selector, or remove the peer' : `did you mean \`${near}\`?`,
          origin: policy.origin,
          path: peerPath(rule, peer, 'podSelector'),
        };
      }
    }
  },
};
