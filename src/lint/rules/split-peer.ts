import type { RulePeer } from '../../model';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

type Endpoints = RulePeer & { type: 'endpoints' };

export const SPLIT_PEER: LintRule = {
  id: 'split-peer',
  severity: 'warning',
  edge: true,
  summary: 'Two selectors are two peers (OR), and one peer with both (AND) was probably meant.',
  why: 'each dash starts another peer, and one matching peer is enough: every pod of the namespace is admitted, whatever its labels',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const endpoints = (rule.peers ?? []).filter((peer): peer is Endpoints => peer.type === 'endpoints');
      for (const [i, whole] of endpoints.entries()) {
        // a namespace selector alone, next to a pod selector alone
        const { namespaces, pods } = whole.endpoints;
        if (!('labels' in namespaces) || !pods.isEverything()) continue;
        const neighbour = [endpoints[i + 1], endpoints[i - 1]].find((peer) => peer !== undefined && 'name' in peer.endpoints.namespaces && !peer.endpoints.pods.isEverything());
        if (neighbour === undefined) continue;
        const both = context.matching({ namespaces, pods: neighbour.endpoints.pods });
        if (both.length === 0 || context.matching(neighbour.endpoints).length > 0) continue;
        for (const { source, destination, peer } of pairsOf(context, placed, whole)) {
          const witness = both.includes(peer) ? undefined : witnessOf(context, rule, { source, destination }, 'allowed');
          if (witness === undefined) continue;
          yield {
            message: 'the two selectors are two peers: the first admits every pod of its namespaces, and the second matches no pod of the policy\'s own namespace',
            fix: 'write both selectors in one item: remove the dash before the second selector',
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
