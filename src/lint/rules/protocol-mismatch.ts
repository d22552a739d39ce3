import type { ContainerPort, Workload } from '../../model';
import type { LintContext } from '../context';
import { Packet, singlePorts } from '../packets';
import { pairsOf } from '../pairs';
import type { LintRule } from '../rule';
import { declares } from '../services';
import { nameOf, portsPath } from '../text';

export const PROTOCOL_MISMATCH: LintRule = {
  id: 'protocol-mismatch',
  severity: 'warning',
  edge: true,
  summary: 'A rule opens a port for a protocol other than the container\'s.',
  why: 'a port without protocol is TCP; a container that speaks another protocol there stays closed',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const written = rule.traffic.fixed.isAll() || rule.action !== 'allow' ? [] : singlePorts(rule.traffic.fixed);
      if (written.length === 0) continue;
      const done = new Set<number>();
      for (const { source, destination } of pairsOf(context, placed)) {
        const found = done.has(destination) ? undefined : mismatchAt(context, destination, written);
        const witness = found && context.witness(source, destination, found.own.protocol, found.own.port, 'denied');
        if (found === undefined || witness !== undefined) done.add(destination);
        if (found === undefined || witness === undefined) continue;
        yield {
          message: `${found.packet.protocol} ${found.packet.port} is open and \`${nameOf(found.workload)}\` speaks ${found.own.protocol} there`,
          fix: `write \`protocol: ${found.own.protocol}\``,
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
      }
    }
  },
};

interface Mismatch {
  readonly workload: Workload;
  readonly packet: Packet;
  readonly own: ContainerPort;
}

/** A written port whose number a workload declares for other protocols only. */
function mismatchAt(context: LintContext, destination: number, written: readonly Packet[]): Mismatch | undefined {
  for (const workload of context.workloads(destination)) {
    for (const packet of written) {
      const own = workload.ports.find(({ port }) => port === packet.port);
      if (own !== undefined && !declares(workload, packet.protocol, packet.port)) return { workload, packet, own };
    }
  }
  return undefined;
}
