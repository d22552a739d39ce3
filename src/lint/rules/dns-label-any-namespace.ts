import type { LintRule } from '../framework/rule';
import { namespaceName } from '../helpers/namespace-name';
import { peerPath } from '../helpers/text';

export const DNS_LABEL_ANY_NAMESPACE: LintRule = {
  id: 'dns-label-any-namespace',
  severity: 'warning',
  edge: false,
  summary: 'A rule names the DNS pods by their label in every namespace.',
  why: 'any user who may create a pod in any namespace can give it that label; the pod can then act as the resolver, or receive data from isolated pods',
  *check(context) {
    for (const { policy, rule } of context.rules('egress')) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || !('labels' in peer.endpoints.namespaces) || !peer.endpoints.namespaces.labels.isEverything()) continue;
        const named = peer.endpoints.pods.constraints.some(([key, { cofinite, values }]) => key === 'k8s-app' && !cofinite && values.includes('kube-dns'));
        if (!named) continue;
        yield {
          message: 'the DNS pods are selected by `k8s-app: kube-dns` in every namespace',
          fix: `select their namespace as well, by ${namespaceName(policy, 'kube-system')}`,
          origin: policy.origin,
          path: peerPath(rule, peer),
        };
      }
    }
  },
};
