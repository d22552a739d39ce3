import type { Cluster, Workload } from '../../model';
import type { Address } from '../../sets';
import type { LintContext } from '../framework/context';
import { workloadEnd } from '../framework/context';
import { isolatedGroups } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listedAs, nameOf } from '../helpers/text';

const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

export const API_SERVER_BLOCKED: LintRule = {
  id: 'api-server-blocked',
  severity: 'warning',
  edge: true,
  summary: 'Pods with a service account of their own cannot reach the API server.',
  why: 'the API server is not a pod, so no selector allows it; a pod with its own service account usually calls it',
  *check(context) {
    const places = placesOf(context.cluster);
    if (places.length === 0) return;
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const users = classes.flatMap((c) => context.workloads(c).filter(usesAccount).map((workload) => ({ c, workload })));
      const cut = users.flatMap(({ c, workload }) => {
        const witness = cutOff(context, c, workload, places);
        return witness === undefined ? [] : [{ workload, witness }];
      });
      if (cut.length === 0) continue;
      const who = listedAs(cut.map(({ workload }) => nameOf(workload)), 'has its', 'have their');
      yield {
        message: `${who} own service account and cannot reach the API server`,
        fix: 'allow egress to the addresses of the API server, TCP 6443 and 443; or use `ApiServerEgress` in code',
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness: cut[0].witness,
      };
    }
  },
};

interface Place {
  readonly address: Address;
  readonly port: number;
  readonly node?: string;
}

/** The addresses of the API server in the input: control plane nodes, and the Service `kubernetes`. */
function placesOf({ nodes, services }: Cluster): Place[] {
  const planes = nodes.filter(({ labels }) => CONTROL_PLANE.some((key) => labels[key] !== undefined));
  const service = services.find(({ namespace, name }) => namespace === 'default' && name === 'kubernetes')?.addresses ?? [];
  const atNodes = planes.flatMap(({ name, addresses }) => addresses.map((address) => ({ address, port: 6443, node: name })));
  return [...atNodes, ...service.map((address) => ({ address, port: 443 }))];
}

function usesAccount({ serviceAccount }: Workload): boolean {
  return serviceAccount !== undefined && serviceAccount !== 'default';
}

/** A witness if every place is definitely closed to the pod; a place on its own node, or possibly on it, is not. */
function cutOff(context: LintContext, c: number, workload: Workload, places: readonly Place[]) {
  const relation = ({ node }: Place) => {
    if (workload.node === undefined || node === undefined) return undefined;
    return workload.node === node ? 'own' as const : 'other' as const;
  };
  const closed = places.every((place) => context.verdict(c, place.address, 'TCP', place.port, relation(place)) === 'denied');
  const witness = closed ? context.witness(c, places[0].address, 'TCP', places[0].port, 'denied', relation(places[0])) : undefined;
  return witness && { ...witness, source: workloadEnd(workload) };
}
