import type { Workload } from '../../model';
import type { LintContext } from '../context';
import { Packet, singlePorts } from '../packets';
import { pairsOf } from '../pairs';
import type { LintRule } from '../rule';
import { declares, targetAt } from '../services';
import { nameOf, portsPath } from '../text';

export const SERVICE_PORT: LintRule = {
  id: 'service-port',
  severity: 'error',
  edge: true,
  summary: 'A rule opens the port of a Service, where its pods listen on another one.',
  why: 'a policy sees a packet after the Service was translated, so it must name the port at the pod',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const written = rule.traffic.fixed.isAll() || rule.action !== 'allow' ? [] : singlePorts(rule.traffic.fixed);
      if (written.length === 0) continue;
      const done = new Set<number>();
      for (const { source, destination } of pairsOf(context, placed)) {
        if (done.has(destination)) continue;
        const found = meant(context, destination, written);
        const witness = found && context.witness(source, destination, found.packet.protocol, found.target, 'denied');
        if (found === undefined) done.add(destination);
        if (found === undefined || witness === undefined) continue;
        done.add(destination);
        yield {
          message: `port ${found.packet.port} is that of Service \`${found.service}\`; the pods of \`${nameOf(found.workload)}\` listen on ${found.target}, which is closed`,
          fix: `write port ${found.target}`,
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
      }
    }
  },
};

interface Meant {
  readonly packet: Packet;
  readonly target: number;
  readonly service: string;
  readonly workload: Workload;
}

/** A written port that is a Service's and not the workload's. */
function meant(context: LintContext, destination: number, written: readonly Packet[]): Meant | undefined {
  for (const workload of context.workloads(destination)) {
    for (const service of context.services.of(workload)) {
      for (const own of service.ports) {
        const target = targetAt(workload, own);
        const packet = written.find(({ protocol, port }) => protocol === own.protocol && port === own.port);
        if (packet === undefined || target === undefined || target === packet.port || declares(workload, packet.protocol, packet.port)) continue;
        const opened = written.some(({ protocol, port }) => protocol === own.protocol && port === target);
        if (!opened) return { packet, target, service: service.name, workload };
      }
    }
  }
  return undefined;
}
