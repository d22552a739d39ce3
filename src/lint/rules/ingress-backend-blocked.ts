import { LintContext, workloadEnd } from '../framework/context';
import { isController, portsOf, serviceOf } from '../helpers/ingress-routes';
import { INTERNET_V4, outsideOpen } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { targetAt } from '../framework/services';
import { nameOf } from '../helpers/text';

export const INGRESS_BACKEND_BLOCKED: LintRule = {
  id: 'ingress-backend-blocked',
  severity: 'error',
  edge: true,
  summary: 'An Ingress or Route sends requests to pods that do not admit its controller.',
  why: 'the controller itself connects to the pods: if their policies do not admit it, every request fails',
  *check(context) {
    const { ofWorkload } = context.engine.classes;
    const controllers = context.cluster.workloads.flatMap((workload, i) => (isController(workload) ? [ofWorkload[i]] : []));
    // connections of a controller on the host network come from the address of a node
    if (controllers.some((c) => context.engine.classes.example[c].hostNetwork)) return;
    const seen = new Set<string>();
    for (const route of context.cluster.ingressRoutes) {
      for (const backend of route.backends) {
        const service = serviceOf(context, route, backend);
        if (service?.selector === undefined) continue;
        for (const [i, workload] of context.cluster.workloads.entries()) {
          if (workload.namespace !== service.namespace || workload.hostNetwork || !context.services.of(workload).includes(service)) continue;
          const c = ofWorkload[i];
          for (const port of portsOf(service, backend)) {
            const target = targetAt(workload, port);
            const key = `${route.namespace}/${route.name} ${nameOf(workload)} ${target}`;
            if (target === undefined || seen.has(key)) continue;
            const witness = closed(context, controllers, c, port.protocol, target);
            if (witness === undefined) continue;
            seen.add(key);
            yield {
              severity: controllers.length > 0 ? 'error' : 'warning',
              message: controllers.length > 0
                ? `no ingress controller of the input can reach \`${nameOf(workload)}\` at ${port.protocol} ${target}`
                : `\`${nameOf(workload)}\` admits no other namespace and no outside address at ${port.protocol} ${target}`,
              fix: 'allow ingress from the pods of the controller at that port; or use `ExposeThrough` in code',
              origin: route.origin,
              path: ['spec'],
              witness: { ...witness, destination: workloadEnd(workload) },
            };
          }
        }
      }
    }
  },
};

/** A witness that no controller is admitted; without a controller in the input, that no other namespace and no outside address is admitted. */
function closed(context: LintContext, controllers: readonly number[], c: number, protocol: 'TCP' | 'UDP' | 'SCTP', port: number) {
  if (controllers.length > 0) {
    return controllers.some((source) => context.verdict(source, c, protocol, port) !== 'denied') ? undefined : context.witness(controllers[0], c, protocol, port, 'denied');
  }
  const namespace = context.engine.classes.example[c].namespace;
  const stayHome = context.engine.applications('ingress', c).every(({ policy }) => policy.unread === undefined && policy.stage.isolating
    && policy.rules.every(({ direction, peers }) => direction !== 'ingress' || peers?.every((peer) => peer.type === 'endpoints' && 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === namespace) === true));
  return stayHome && outsideOpen(context, 'ingress', c, { protocol, port }) === 'none' ? context.witness(INTERNET_V4, c, protocol, port, 'denied') : undefined;
}
