import type { LintContext, PlacedRule } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { witnessWithAssumedPod } from '../helpers/assumed-pod';
import { pairsOf, witnessOf } from '../helpers/pairs';
import { SplitPeer, splitPeers } from '../helpers/split';
import { peerPath } from '../helpers/text';

export const SPLIT_PEER: LintRule = {
  id: 'split-peer',
  severity: 'warning',
  edge: true,
  summary: 'Two selectors are two peers (OR), and one peer with both (AND) was probably meant.',
  why: 'each dash starts another peer, and one matching peer is enough: every pod of the namespace is admitted, whatever its labels',
  *check(context) {
    for (const placed of context.rules()) {
      for (const split of splitPeers(context, placed)) {
        const witness = (split.isElsewhere ? undefined : shown(context, placed, split)) ?? toCome(context, placed, split);
        if (witness === undefined) continue;
        yield {
          message: 'the two selectors are two peers: the first admits every pod of its namespaces, '
            + 'and the second matches no pod of the policy\'s own namespace',
          fix: 'write both selectors in one item: remove the dash before the second selector',
          origin: placed.policy.origin,
          path: peerPath(placed.rule, split.whole),
          witness,
        };
      }
    }
  },
};

/** A pod that is admitted and that one item would not admit. */
function shown(context: LintContext, placed: PlacedRule, { whole, both }: SplitPeer) {
  const meant = context.matching(both);
  for (const { source, destination, peer } of pairsOf(context, placed, whole)) {
    const witness = meant.includes(peer) ? undefined : witnessOf(context, placed.rule, { source, destination }, 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** The same of a pod that the input does not show, or that is created later. */
function toCome(context: LintContext, { policy, rule }: PlacedRule, { whole }: SplitPeer) {
  for (const c of context.subjects(policy)) {
    const witness = witnessWithAssumedPod(context, rule, c, whole.endpoints, 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}
