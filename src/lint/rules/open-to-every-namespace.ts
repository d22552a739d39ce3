import type { EndpointSelector, RulePeer, Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { witnessWithAssumedPod } from '../helpers/assumed-pod';
import { namespaceName } from '../helpers/namespace-name';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const OPEN_TO_EVERY_NAMESPACE: LintRule = {
  id: 'open-to-every-namespace',
  severity: 'info',
  edge: true,
  assumes: 'one rule',
  summary: 'A rule admits every namespace, future ones included.',
  why: 'the rule admits pods of every namespace, also of namespaces that are created later',
  *check(context) {
    for (const placed of context.rules('ingress')) {
      const { policy, rule } = placed;
      for (const peer of rule.peers ?? []) {
        if (rule.action !== 'allow' || peer.type !== 'endpoints') continue;
        const { namespaces } = peer.endpoints;
        if (!('labels' in namespaces) || !namespaces.labels.isEverything()) continue;
        const witness = witnessFor(context, placed, peer);
        if (witness === undefined) continue;
        yield {
          message: 'every namespace is admitted, future ones included',
          fix: `select the namespaces by ${namespaceName(policy)}`,
          origin: policy.origin,
          path: peerPath(rule, peer, 'namespaceSelector'),
          witness,
        };
      }
    }
  },
};

/** A pod of another namespace that is admitted; one to come where the input shows none that the peer selects. */
function witnessFor(context: LintContext, placed: PlacedRule, peer: RulePeer & { readonly endpoints: EndpointSelector }): Witness | undefined {
  const { example } = context.engine.classes;
  const pairs = [...pairsOf(context, placed, peer)].filter(({ source, destination }) => example[source].namespace !== example[destination].namespace);
  const shown = firstWitness(pairs, (pair) => witnessOf(context, placed.rule, pair, 'allowed'));
  if (pairs.length > 0) return shown;
  return firstWitness(context.subjects(placed.policy), (c) => witnessWithAssumedPod(context, placed.rule, c, peer.endpoints, 'allowed'));
}

function firstWitness<T>(items: Iterable<T>, witnessOfOne: (item: T) => Witness | undefined): Witness | undefined {
  for (const item of items) {
    const witness = witnessOfOne(item);
    if (witness !== undefined) return witness;
  }
  return undefined;
}
