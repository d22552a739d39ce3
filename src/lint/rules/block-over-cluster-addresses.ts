import { clusterAddresses, isBroad, someAddress } from '../cluster-addresses';
import type { LintRule } from '../rule';
import { peerPath } from '../text';

export const BLOCK_OVER_CLUSTER_ADDRESSES: LintRule = {
  id: 'block-over-cluster-addresses',
  severity: 'warning',
  edge: false,
  summary: 'A block of addresses contains pods, Services or nodes.',
  why: 'the API leaves open whether a block means pods and nodes, and whether a Service address is seen before it is translated: agents differ',
  *check(context) {
    const held = clusterAddresses(context.cluster);
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'addresses' || peer.pods !== 'depends-on-cni' || isBroad(peer)) continue;
        for (const [what, set] of [['a pod', held.pods], ['a Service', held.services], ['a node', held.nodes]] as const) {
          const inside = set.intersect(peer.addresses);
          if (inside.isEmpty() || (what === 'a pod' && context.profile.blocksMatchPods !== 'unknown')) continue;
          yield {
            severity: what === 'a pod' ? 'warning' : 'info',
            message: `\`${someAddress(inside)}\` is the address of ${what}: whether the block means it depends on the CNI`,
            fix: what === 'a node' ? 'check it with `--cni`; Cilium takes nodes for entities, not for addresses' : 'select the pods by their labels',
            origin: policy.origin,
            path: peerPath(rule, peer),
          };
          break;
        }
      }
    }
  },
};
