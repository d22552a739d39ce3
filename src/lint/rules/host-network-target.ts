import type { LintRule } from '../framework/rule';
import { listed, nameOf } from '../helpers/text';

export const HOST_NETWORK_TARGET: LintRule = {
  id: 'host-network-target',
  severity: 'warning',
  edge: false,
  summary: 'A policy selects pods on the host network.',
  why: 'nearly all agents do not see pods on the host network: the policy does not isolate them',
  *check(context) {
    const hosts = context.cluster.workloads.filter(({ hostNetwork }) => hostNetwork);
    if (hosts.length === 0 || context.profile.hostNetwork === 'as-pods') return;
    for (const policy of context.policies) {
      const { namespaces, pods } = policy.subject;
      // a default deny is meant for the others
      if (policy.unread !== undefined || !('name' in namespaces) || pods.isEverything()) continue;
      const selected = hosts.filter(({ namespace, labels }) => namespace === namespaces.name && pods.matches(labels));
      if (selected.length === 0) continue;
      const alone = context.subjects(policy).length === 0;
      yield {
        severity: alone ? 'warning' : 'info',
        message: `${listed(selected.map(nameOf))} is on the host network, where policies do not reach${alone ? ': the policy isolates nobody' : ''}`,
        fix: 'take the pods off the host network, or guard the node',
        origin: policy.origin,
        path: ['spec', 'podSelector'],
      };
    }
  },
};
