import { workloadEnd } from '../framework/context';
import { INTERNET_V4, outsideOpen } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { targetAt } from '../framework/services';
import { nameOf } from '../helpers/text';

export const LOAD_BALANCER_BLOCKED: LintRule = {
  id: 'load-balancer-blocked',
  severity: 'warning',
  edge: true,
  summary: 'A Service accepts connections from outside, and its pods admit no address from outside.',
  why: 'traffic through a load balancer or a node port comes from an outside address or from a node, never from a pod',
  *check(context) {
    const { ofWorkload } = context.engine.classes;
    for (const service of context.cluster.services) {
      if (service.type !== 'LoadBalancer' && service.type !== 'NodePort') continue;
      search: for (const [i, workload] of context.cluster.workloads.entries()) {
        if (workload.namespace !== service.namespace || workload.hostNetwork || !context.services.of(workload).includes(service)) continue;
        for (const port of service.ports) {
          const target = targetAt(workload, port);
          if (target === undefined || outsideOpen(context, 'ingress', ofWorkload[i], { protocol: port.protocol, port: target }) !== 'none') continue;
          const witness = context.witness(INTERNET_V4, ofWorkload[i], port.protocol, target, 'denied');
          if (witness === undefined) continue;
          yield {
            message: `Service \`${service.name}\` is of type ${service.type}, and \`${nameOf(workload)}\` admits no outside address at ${port.protocol} ${target}`,
            fix: 'allow ingress from the blocks of the clients, or of the nodes if the source address is rewritten',
            origin: service.origin,
            path: ['spec', 'type'],
            witness: { ...witness, destination: workloadEnd(workload) },
          };
          break search;
        }
      }
    }
  },
};
