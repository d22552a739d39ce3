import { nearest } from '../../text/nearest';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const PEER_MATCHES_NOTHING: LintRule = {
  id: 'peer-matches-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A peer of a rule matches no pod of the namespaces that it names.',
  why: 'the rule admits nobody; a typing error in a label looks just like this',
  *check(context) {
    const { cluster } = context;
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || peer.endpoints.pods.isEverything() || context.matching(peer.endpoints).length > 0) continue;
        const { namespaces, pods } = peer.endpoints;
        const meant = cluster.workloads.filter(({ namespace }) => ('name' in namespaces ? namespaces.name === namespace : namespaces.labels.matches(cluster.namespaces.get(namespace)?.labels ?? {})));
        if (meant.length === 0 || meant.some(({ labels, hostNetwork }) => hostNetwork && pods.matches(labels))) continue;
        const near = pods.constraints.flatMap(([key, { cofinite, values }]) => {
          const worn = new Set(meant.flatMap(({ labels }) => labels[key] ?? []));
          return cofinite ? [] : values.filter((value) => !worn.has(value)).flatMap((value) => { const found = nearest(value, worn); return found === undefined ? [] : [`${key}: ${found}`]; });
        });
        yield {
          message: 'name' in namespaces ? `no pod of namespace \`${namespaces.name}\` is meant` : 'no pod of the namespaces that are selected is meant',
          fix: near.length === 0 ? 'correct the selector, or remove the peer' : `did you mean \`${near[0]}\`?`,
          origin: policy.origin,
          path: [...peerPath(rule, peer), 'podSelector'],
        };
      }
    }
  },
};
