import { NAMESPACE_NAME_LABEL, Witness } from '../../model';
import type { RulePeer } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { workloadLabel } from '../framework/context';
import { namespaceName } from '../helpers/namespace-name';
import { isNeverReached } from '../helpers/order';
import { Pair, pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { listed, peerPath } from '../helpers/text';

/** Label keys that often hold the name of a namespace. */
const NAME_KEYS = ['name', 'namespace', 'ns', 'namespace-name', 'ns-name', 'namespacename', 'kubernetes.io/name', 'kubernetes.io/namespace'];

export const FORGEABLE_NAMESPACE_LABEL: LintRule = {
  id: 'forgeable-namespace-label',
  severity: 'warning',
  edge: true,
  summary: 'A rule admits namespaces by a label that any user who may edit a namespace can set.',
  why: 'of the labels of a namespace, the API server protects only its name; a user who may edit a namespace can set any other label, and so admit its pods',
  *check(context) {
    for (const placed of context.rules('ingress')) {
      const { policy, rule } = placed;
      for (const peer of rule.peers ?? []) {
        const keys = labelKeys(peer);
        if (rule.action !== 'allow' || keys.length === 0 || isNeverReached(context, placed)) continue;
        // a value that is not the name of a namespace is an ordinary label value
        const named = namedBy(peer).filter((name) => context.namespace(name) !== undefined);
        const pairs = [...pairsOf(context, placed, peer)].sort(byName(context));
        const unnamed = pairs.filter(({ source }) => named.length > 0 && !named.includes(context.engine.classes.example[source].namespace));
        const intruder = first(context, placed, unnamed);
        const witness = intruder ?? first(context, placed, pairs);
        if (witness === undefined) continue;
        const entrants = [...new Set(pairs.map(({ source }) => context.engine.classes.example[source].namespace))];
        yield {
          severity: intruder !== undefined ? 'error' : named.length > 0 ? 'warning' : 'info',
          message: intruder !== undefined
            ? `${listed(keys)} is meant to select ${listed(named)}, and also admits namespace ${listed(entrants.filter((name) => !named.includes(name)))}`
            : `any namespace with the label ${listed(keys)} is admitted; today ${listed(entrants)}`,
          fix: named.length > 0 ? `select the namespace by ${namespaceName(policy, named[0])}` : `select the namespaces by ${namespaceName(policy)}, or do not let tenants edit the labels of namespaces`,
          origin: policy.origin,
          path: peerPath(rule, peer, 'namespaceSelector'),
          witness,
        };
      }
    }
  },
};

/** The label keys by which a peer selects namespaces; empty if the protected name label is one of them. */
function labelKeys(peer: RulePeer): string[] {
  if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces)) return [];
  const { constraints } = peer.endpoints.namespaces.labels;
  const pinned = constraints.some(([key, { cofinite, allowsAbsent }]) => key === NAMESPACE_NAME_LABEL && !cofinite && !allowsAbsent);
  return pinned ? [] : constraints.filter(([, { allowsAbsent }]) => !allowsAbsent).map(([key]) => key);
}

/** The values of the peer's label keys that usually hold a namespace name. */
function namedBy(peer: RulePeer): string[] {
  if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces)) return [];
  const { constraints } = peer.endpoints.namespaces.labels;
  return constraints.flatMap(([key, { cofinite, values }]) => (!cofinite && NAME_KEYS.includes(key.toLowerCase()) ? values : []));
}

function byName(context: LintContext): (a: Pair, b: Pair) => number {
  const name = (c: number) => workloadLabel(context.engine.classes.example[c]);
  return (a, b) => name(a.source).localeCompare(name(b.source)) || name(a.destination).localeCompare(name(b.destination));
}

function first(context: LintContext, { rule }: PlacedRule, pairs: readonly Pair[]): Witness | undefined {
  for (const { source, destination } of pairs) {
    const witness = witnessOf(context, rule, { source, destination }, 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}
