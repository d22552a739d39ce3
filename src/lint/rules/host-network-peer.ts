import { matchPod } from '../../engine';
import type { LintRule } from '../framework/rule';
import { listedAs, nameOf, peerPath } from '../helpers/text';

export const HOST_NETWORK_PEER: LintRule = {
  id: 'host-network-peer',
  severity: 'warning',
  edge: false,
  summary: 'A selector matches only pods on the host network.',
  why: 'connections of pods on the host network come from the address of their node: a pod selector does not match them',
  *check(context) {
    const hosts = context.cluster.workloads.filter(({ hostNetwork }) => hostNetwork);
    if (hosts.length === 0 || context.profile.hostNetwork === 'as-pods') return;
    for (const { policy, rule } of context.rules()) {
      for (const peer of rule.peers ?? []) {
        if (peer.type !== 'endpoints' || peer.endpoints.pods.isEverything() || context.matching(peer.endpoints).length > 0) continue;
        const selected = context.cluster.workloads.filter((workload) => matchPod(peer.endpoints, workload, context.cluster) !== 'no');
        const meant = selected.filter(({ hostNetwork }) => hostNetwork);
        if (meant.length < selected.length || !meant.some((workload) => matchPod(peer.endpoints, workload, context.cluster) === 'definite')) continue;
        const who = listedAs(meant.map(nameOf), 'is selected; it is', 'are selected; they are');
        yield {
          message: `only ${who} on the host network, where selectors do not match`,
          fix: 'allow the addresses of the nodes by `ipBlock`',
          origin: policy.origin,
          path: peerPath(rule, peer, 'podSelector'),
        };
      }
    }
  },
};
