import type { LintRule } from '../framework/rule';
import { listedAs, nameOf, subjectPath } from '../helpers/text';

export const HOST_NETWORK_TARGET: LintRule = {
  id: 'host-network-target',
  severity: 'warning',
  edge: false,
  summary: 'A policy selects pods on the host network.',
  why: 'most agents do not apply policies to pods on the host network: the policy does not isolate them',
  *check(context) {
    const hosts = context.cluster.workloads.filter(({ hostNetwork }) => hostNetwork);
    if (hosts.length === 0 || context.profile.hostNetwork === 'as-pods') return;
    for (const policy of context.policies) {
      const { namespaces, pods } = policy.subject;
      // a default deny is meant for the other pods
      if (policy.unread !== undefined || !('name' in namespaces) || pods.isEverything()) continue;
      const selected = hosts.filter((workload) => workload.namespace === namespaces.name && pods.match(workload) !== 'no');
      if (selected.length === 0) continue;
      const alone = context.subjects(policy).length === 0;
      const rest = alone ? ': the policy isolates no pod' : '';
      yield {
        severity: alone ? 'warning' : 'info',
        message: `${listedAs(selected.map(nameOf), 'is', 'are')} on the host network, where policies have no effect${rest}`,
        fix: 'remove the pods from the host network, or protect the node',
        origin: policy.origin,
        path: subjectPath(policy),
      };
    }
  },
};
