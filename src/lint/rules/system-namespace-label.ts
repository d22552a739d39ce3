import { NAMESPACE_NAME_LABEL } from '../../model';
import type { LintRule } from '../framework/rule';
import { namespaceName } from '../helpers/namespace-name';
import { peerPath } from '../helpers/text';

/** Namespaces of every cluster that have only the name label, unless an administrator adds labels. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];

export const SYSTEM_NAMESPACE_LABEL: LintRule = {
  id: 'system-namespace-label',
  severity: 'warning',
  edge: false,
  summary: 'A rule selects a system namespace by a label that it does not have in a default cluster.',
  why: 'in a default cluster, system namespaces have only the label `kubernetes.io/metadata.name`: the rule works only if an administrator added the other label',
  *check(context) {
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces)) continue;
        for (const [key, { cofinite, values }] of peer.endpoints.namespaces.labels.constraints) {
          const system = cofinite || key === NAMESPACE_NAME_LABEL ? undefined : values.find((value) => SYSTEM.includes(value));
          if (system === undefined) continue;
          yield {
            message: `\`${system}\` does not have the label \`${key}: ${system}\` in a default cluster`,
            fix: `select it by ${namespaceName(policy, system)}`,
            origin: policy.origin,
            path: peerPath(rule, peer, 'namespaceSelector'),
          };
        }
      }
    }
  },
};
