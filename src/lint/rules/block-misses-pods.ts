import type { Workload } from '../../model';
import { isBroad } from '../cluster-addresses';
import { witnessOf } from '../pairs';
import type { LintRule } from '../rule';
import { nameOf, peerPath } from '../text';

export const BLOCK_MISSES_PODS: LintRule = {
  id: 'block-misses-pods',
  severity: 'error',
  edge: true,
  summary: 'A block names pods by address, and the CNI lets blocks mean no pods.',
  why: 'on Cilium and what is built on it a block means addresses outside the cluster only, so the rule admits no pod',
  *check(context) {
    if (context.profile.blocksMatchPods !== 'no') return;
    const { ofWorkload } = context.engine.classes;
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'addresses' || peer.pods !== 'depends-on-cni' || isBroad(peer)) continue;
        const holds = ({ addresses, hostNetwork }: Workload) => !hostNetwork && addresses.some((address) => peer.addresses.contains(address));
        const at = context.cluster.workloads.findIndex(holds);
        for (const c of at < 0 ? [] : context.subjects(policy)) {
          const [source, destination] = rule.direction === 'ingress' ? [ofWorkload[at], c] : [c, ofWorkload[at]];
          const witness = witnessOf(context, rule, { source, destination }, 'denied');
          if (witness === undefined) continue;
          yield {
            message: `the block contains \`${nameOf(context.cluster.workloads[at])}\`, and \`${context.profile.name}\` lets blocks mean no pods`,
            fix: 'select the pods by their labels',
            origin: policy.origin,
            path: peerPath(rule, peer),
            witness,
          };
          break;
        }
      }
    }
  },
};
