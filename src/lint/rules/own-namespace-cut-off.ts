import { undeclaredNamespace } from '../../model';
import { witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peerPath } from '../helpers/text';

export const OWN_NAMESPACE_CUT_OFF: LintRule = {
  id: 'own-namespace-cut-off',
  severity: 'error',
  edge: true,
  summary: 'A rule selects its own namespace by a label that the namespace does not have.',
  why: 'the rule was probably written to allow traffic inside the namespace, and it does not allow that traffic',
  *check(context) {
    for (const { policy, rule } of context.rules()) {
      const namespace = policy.namespace;
      if (namespace === undefined || rule.action !== 'allow') continue;
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces)) continue;
        const { labels } = peer.endpoints.namespaces;
        const written = labels.constraints.find(([key, { cofinite, values }]) => !cofinite && values.includes(namespace) && /name/i.test(key));
        if (written === undefined || labels.match(context.namespace(namespace) ?? undeclaredNamespace(namespace)) !== 'no') continue;
        const inside = context.matching({ namespaces: { name: namespace }, pods: peer.endpoints.pods });
        search: for (const subject of context.subjects(policy)) {
          for (const peerClass of inside) {
            const [source, destination] = rule.direction === 'ingress' ? [peerClass, subject] : [subject, peerClass];
            const witness = witnessOf(context, rule, { source, destination }, 'denied');
            if (witness === undefined) continue;
            yield {
              message: `namespace \`${namespace}\` does not have the label \`${written[0]}: ${namespace}\`, so the rule does not match its pods, and they cannot reach each other`,
              fix: `remove \`namespaceSelector\` and write \`podSelector: {}\`, which selects the policy's own namespace; or select by \`kubernetes.io/metadata.name: ${namespace}\``,
              origin: policy.origin,
              path: peerPath(rule, peer, 'namespaceSelector'),
              witness,
            };
            break search;
          }
        }
      }
    }
  },
};
