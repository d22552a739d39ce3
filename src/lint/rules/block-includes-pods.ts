import { isBroad } from '../framework/address-book';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { nameOf, peerPath } from '../helpers/text';

export const BLOCK_INCLUDES_PODS: LintRule = {
  id: 'block-includes-pods',
  severity: 'warning',
  edge: true,
  summary: 'A block as broad as the internet also matches the pods of the cluster.',
  why: 'most agents compare addresses, so a rule for the internet also opens every pod of the cluster',
  *check(context) {
    if (context.profile.blocksMatchPods !== 'yes') return;
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (rule.action !== 'allow' || peer.type !== 'addresses' || !isBroad(peer)) continue;
        search: for (const c of context.subjects(policy)) {
          for (const { item: workload } of context.podsByAddress.in(peer.addresses)) {
            const at = context.classOf(workload);
            if (at === c) continue;
            const [source, destination] = rule.direction === 'ingress' ? [at, c] : [c, at];
            const witness = witnessOf(context, rule, { source, destination }, 'allowed');
            if (witness === undefined) continue;
            yield {
              message: `the block also matches pods of the cluster, such as \`${nameOf(workload)}\``,
              fix: 'exclude the addresses of pods and Services with `except`; or use `InternetEgress` in code',
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
