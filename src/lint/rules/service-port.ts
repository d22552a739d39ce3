import type { Workload } from '../../model';
import type { Packet } from '../../sets';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { declares, targetAt } from '../framework/services';
import { nameOf, portsPath } from '../helpers/text';
import { Missed, missedPorts } from '../helpers/written-ports';

export const SERVICE_PORT: LintRule = {
  id: 'service-port',
  severity: 'error',
  edge: true,
  summary: 'A rule opens the port of a Service, but its pods listen on another port.',
  why: 'a policy is evaluated after the Service address is translated, so it must name the port of the pod',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      for (const { packet, missed: { port }, service, workload, witness, isNodePort } of missedPorts(context, placed, meant)) {
        yield {
          message: `port ${packet.port} is ${isNodePort ? 'a node port' : 'the port'} of Service \`${service}\`; the pods of \`${nameOf(workload)}\` listen on ${port}, which is closed`,
          fix: `write port ${port}`,
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
      }
    }
  },
};

interface Meant extends Missed {
  readonly packet: Packet;
  readonly service: string;
  readonly workload: Workload;
  /** Whether the port is one of every node, rather than of the Service's own address. */
  readonly isNodePort: boolean;
}

/** A written port that is the port of a Service and not of the workload. */
function meant(context: LintContext, destination: number, written: readonly Packet[]): Meant | undefined {
  for (const workload of context.workloads(destination)) {
    for (const service of context.services.of(workload)) {
      for (const servicePort of service.ports) {
        const target = targetAt(workload, servicePort);
        const numbers = [servicePort.port, servicePort.nodePort];
        const packet = written.find(({ protocol, port }) => protocol === servicePort.protocol && numbers.includes(port));
        if (packet === undefined || target === undefined || target === packet.port || declares(workload, packet.protocol, packet.port)) continue;
        const opened = written.some(({ protocol, port }) => protocol === servicePort.protocol && port === target);
        if (opened) continue;
        const missed = { protocol: packet.protocol, port: target };
        return { packet, missed, service: service.name, workload, isNodePort: packet.port !== servicePort.port };
      }
    }
  }
  return undefined;
}
