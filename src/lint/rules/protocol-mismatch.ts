import { singlePorts } from '../packets';
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
      pairs: for (const { source, destination } of pairsOf(context, placed)) {
        for (const workload of done.has(destination) ? [] : context.workloads(destination)) {
          for (const { protocol, port } of written) {
            const own = declares(workload, protocol, port) ? undefined : workload.ports.find((declared) => declared.port === port);
            const witness = own && context.witness(source, destination, own.protocol, port, 'denied');
            if (own === undefined || witness === undefined) continue;
            done.add(destination);
            yield {
              message: `${protocol} ${port} is open and \`${nameOf(workload)}\` speaks ${own.protocol} there`,
              fix: `write \`protocol: ${own.protocol}\``,
              origin: policy.origin,
              path: portsPath(rule),
              witness,
            };
            continue pairs;
          }
        }
      }
    }
  },
};
