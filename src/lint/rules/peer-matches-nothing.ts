import { matchNamespace } from '../../engine';
import type { RulePeer, Workload } from '../../model';
import type { LabelSelector } from '../../sets';
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
        const isOptIn = near === undefined && isSwitch(pods, cluster.workloads);
        yield {
          ...(isOptIn && { severity: 'info' }),
          message: 'name' in namespaces ? `the peer matches no pod of namespace \`${namespaces.name}\`` : 'the peer matches no pod of the selected namespaces',
          fix: near !== undefined ? `did you mean \`${near}\`?` : isOptIn ? 'set the label on the pods that may connect, or remove the peer' : 'correct the selector, or remove the peer',
          origin: policy.origin,
          path: peerPath(rule, peer, 'podSelector'),
        };
      }
    }
  },
};

/** Whether pods are asked for a label with the value `true` that no pod has with any value: clients to come set it to be admitted. */
function isSwitch({ constraints }: LabelSelector, workloads: readonly Workload[]): boolean {
  return constraints.every(([key, { cofinite, allowsAbsent, values }]) =>
    !cofinite && !allowsAbsent && values.every((value) => value === 'true') && workloads.every(({ labels }) => !Object.hasOwn(labels, key)));
}
