import type { RulePeer } from '../../model';
import { isBroad } from '../framework/address-book';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { nameOf, peerPath } from '../helpers/text';

export const BLOCK_MISSES_PODS: LintRule = {
  id: 'block-misses-pods',
  severity: 'error',
  edge: true,
  summary: 'A block contains pod addresses, and with this CNI blocks never match pods.',
  why: 'on Cilium, and on agents that are built on it, a block matches only addresses outside the cluster, so the rule admits no pod',
  *check(context) {
    if (context.profile.blocksMatchPods !== 'no') return;
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'addresses' || peer.pods !== 'depends-on-cni' || isBroad(peer)) continue;
        search: for (const c of context.subjects(policy)) {
          for (const { item: workload } of context.podsByAddress.in(peer.addresses)) {
            const peerClass = context.classOf(workload);
            const [source, destination] = rule.direction === 'ingress' ? [peerClass, c] : [c, peerClass];
            const witness = witnessOf(context, rule, { source, destination }, 'denied');
            if (witness === undefined) continue;
            yield {
              severity: isSingle(peer) ? 'error' : 'warning',
              message: `the block contains \`${nameOf(workload)}\`, and \`${context.profile.name}\` never matches pods by blocks`,
              fix: 'select the pods by their labels',
              origin: policy.origin,
              path: peerPath(rule, peer),
              witness,
            };
            break search;
          }
        }
      }
    }
  },
};

/** A single address is probably meant for the pod that has it; a wider block may be meant for outside addresses. */
function isSingle({ blocks = [] }: RulePeer & { type: 'addresses' }): boolean {
  return blocks.every(({ cidr }) => cidr.endsWith('/32') || cidr.endsWith('/128'));
}
