import type { LintRule } from '../framework/rule';
import { declares, targetAt } from '../framework/services';
import { listed, nameOf } from '../helpers/text';

export const SERVICE_TARGET_PORT_UNDECLARED: LintRule = {
  id: 'service-target-port-undeclared',
  severity: 'warning',
  edge: false,
  summary: 'A Service has a target port that its pods do not declare.',
  why: 'connections through the Service arrive at a port that the pods do not declare, and that policies for the declared port do not open',
  *check(context) {
    const pods = new Map(context.cluster.services.map((service) => [service, [] as typeof context.cluster.workloads[number][]]));
    for (const workload of context.cluster.workloads) for (const service of context.services.of(workload)) pods.get(service)!.push(workload);
    for (const [service, workloads] of pods) {
      if (workloads.length === 0) continue;
      for (const [i, port] of service.ports.entries()) {
        // pods that declare no port may listen on any port
        const numbers = typeof port.targetPort === 'number' && workloads.some(({ ports }) => ports.length === 0);
        const known = workloads.some((workload) => {
          const target = targetAt(workload, port);
          return target !== undefined && (typeof port.targetPort === 'string' || declares(workload, port.protocol, target));
        });
        if (numbers || known) continue;
        yield {
          message: `no container of ${listed(workloads.map(nameOf))} declares \`${port.targetPort}\` (${port.protocol}), the target port of Service \`${service.name}\``,
          fix: 'correct `targetPort`, or declare the port at the container',
          origin: service.origin,
          path: ['spec', 'ports', i],
        };
      }
    }
  },
};
