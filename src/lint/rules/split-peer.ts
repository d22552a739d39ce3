import type { Peer } from '../../model';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

type Endpoints = Peer & { type: 'endpoints' };

export const SPLIT_PEER: LintRule = {
  id: 'split-peer',
  severity: 'warning',
  edge: true,
  summary: 'Two peers where one with both selectors was probably meant: OR instead of AND.',
  why: 'each dash starts another peer, and any of them suffices: the whole namespace gets in, whatever its pods wear',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const endpoints = (rule.peers ?? []).filter((peer): peer is Endpoints => peer.type === 'endpoints');
      for (const [i, whole] of endpoints.entries()) {
        // a namespace without pods, directly beside pods without a namespace
        const { namespaces, pods } = whole.endpoints;
        if (!('labels' in namespaces) || !pods.isEverything()) continue;
        const other = [endpoints[i + 1], endpoints[i - 1]].find((peer) => peer !== undefined && 'name' in peer.endpoints.namespaces && !peer.endpoints.pods.isEverything());
        if (other === undefined) continue;
        const both = context.matching({ namespaces, pods: other.endpoints.pods });
        if (both.length === 0 || context.matching(other.endpoints).length > 0) continue;
        for (const { source, destination, peer } of pairsOf(context, placed, whole)) {
          const witness = both.includes(peer) ? undefined : witnessOf(context, rule, { source, destination }, 'allowed');
          if (witness === undefined) continue;
          yield {
            message: 'the namespaces and the pods are two peers, so every pod of those namespaces is meant, and nobody in the policy\'s own namespace wears the labels of the other peer',
            fix: 'write both selectors in one item: take the dash before the second one away',
            origin: policy.origin,
            path: peerPath(rule, whole),
            witness,
          };
          break;
        }
      }
    }
  },
};
