import type { Workload } from '../../model';
import type { Packet } from '../../sets';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { declares } from '../framework/services';
import { nameOf, portsPath } from '../helpers/text';
import { Missed, missedPorts } from '../helpers/written-ports';

export const PROTOCOL_MISMATCH: LintRule = {
  id: 'protocol-mismatch',
  severity: 'warning',
  edge: true,
  summary: 'A rule opens a port for a protocol other than the container\'s.',
  why: 'a port without protocol is TCP; a container that uses another protocol at this port cannot be reached',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      for (const { packet, missed, workload, witness } of missedPorts(context, placed, mismatchAt)) {
        yield {
          message: `${packet.protocol} ${packet.port} is open, but \`${nameOf(workload)}\` uses ${missed.protocol} at this port`,
          fix: `write \`protocol: ${missed.protocol}\``,
          origin: policy.origin,
          path: portsPath(rule),
          witness,
        };
      }
    }
  },
};

interface Mismatch extends Missed {
  readonly workload: Workload;
  readonly packet: Packet;
}

/** A written port whose number a workload declares for another protocol only. */
function mismatchAt(context: LintContext, destination: number, written: readonly Packet[]): Mismatch | undefined {
  for (const workload of context.workloads(destination)) {
    for (const packet of written) {
      const declared = workload.ports.find(({ port }) => port === packet.port);
      if (declared !== undefined && !declares(workload, packet.protocol, packet.port)) return { workload, packet, missed: declared };
    }
  }
  return undefined;
}
