import type { Cluster } from '../../model';
import type { Address } from '../../sets';
import { isolatedGroups } from '../groups';
import type { LintRule } from '../rule';
import { listed, nameOf } from '../text';

const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

export const API_SERVER_BLOCKED: LintRule = {
  id: 'api-server-blocked',
  severity: 'warning',
  edge: true,
  summary: 'Pods with a service account of their own cannot reach the API server.',
  why: 'the API server is no pod, so no selector allows it; whoever has a service account of its own usually talks to it',
  *check(context) {
    const ends = endpoints(context.cluster);
    if (ends.length === 0) return;
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const users = classes.filter((c) => context.workloads(c).some(({ serviceAccount }) => serviceAccount !== undefined && serviceAccount !== 'default'));
      const [c] = users;
      if (c === undefined || ends.some(({ address, port }) => context.verdict(c, address, 'TCP', port) !== 'denied')) continue;
      const witness = context.witness(c, ends[0].address, 'TCP', ends[0].port, 'denied');
      if (witness === undefined) continue;
      const named = users.flatMap((own) => context.workloads(own)).filter(({ serviceAccount }) => serviceAccount !== undefined && serviceAccount !== 'default');
      yield {
        message: `${listed(named.map(nameOf))} has a service account of its own and cannot reach the API server`,
        fix: 'allow egress to the addresses of the API server, TCP 6443 and 443; or `ApiServerEgress` in code',
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness,
      };
    }
  },
};

/** Where the API server answers, as far as the input shows it: nodes of the control plane, and the Service `kubernetes`. */
function endpoints({ nodes, services }: Cluster): { readonly address: Address; readonly port: number }[] {
  const planes = nodes.filter(({ labels }) => CONTROL_PLANE.some((key) => labels[key] !== undefined)).flatMap(({ addresses }) => addresses);
  const service = services.find(({ namespace, name }) => namespace === 'default' && name === 'kubernetes')?.addresses ?? [];
  return [...planes.map((address) => ({ address, port: 6443 })), ...service.map((address) => ({ address, port: 443 }))];
}
