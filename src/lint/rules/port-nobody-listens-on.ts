import type { Workload } from '../../model';
import type { Packet } from '../../sets';
import type { LintContext } from '../framework/context';
import { connectionsOf, showsDestinations } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { declares } from '../framework/services';
import { listed, listedAs, nameOf, portsPath } from '../helpers/text';
import { writtenPorts } from '../helpers/written-ports';

export const PORT_NOBODY_LISTENS_ON: LintRule = {
  id: 'port-nobody-listens-on',
  severity: 'warning',
  edge: true,
  summary: 'A rule opens a port that none of its destinations declares.',
  why: 'the rule has no effect; the pods probably listen on another port',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      const written = writtenPorts(placed);
      if (written.length === 0 || (rule.direction === 'egress' && rule.peers?.some(({ type }) => type !== 'endpoints') !== false)) continue;
      if (!showsDestinations(context, placed)) continue;
      const pairs = [...connectionsOf(context, placed)];
      const destinations = [...new Set(pairs.map(({ destination }) => destination))].flatMap((c) => context.workloads(c));
      if (destinations.length === 0 || destinations.some(({ ports }) => ports.length === 0)) continue;
      const [packet] = written.filter((candidate) => !destinations.some((workload) => answers(context, workload, candidate)));
      if (packet === undefined) continue;
      const pair = pairs.find(
        ({ source, destination }) => context.workloads(destination).length > 0 && context.witness(
          source,
          destination,
          packet.protocol,
          packet.port,
          'allowed',
        ),
      );
      if (pair === undefined) continue;
      const declared = destinations.flatMap(({ ports }) => ports.map(({ protocol, port }) => `${protocol} ${port}`));
      yield {
        message: `${packet.protocol} ${packet.port} is open, but ${listedAs(destinations.map(nameOf), 'listens', 'listen')} on ${listed(declared)}`,
        fix: 'write the port of the container, or declare the port at the container',
        origin: policy.origin,
        path: portsPath(rule),
        witness: context.witness(pair.source, pair.destination, packet.protocol, packet.port, 'allowed'),
      };
    }
  },
};

/** Whether the workload declares the number for any protocol, or one of its Services has that port: other rules report those. */
function answers(context: LintContext, workload: Workload, { port }: Packet): boolean {
  if ((['TCP', 'UDP', 'SCTP'] as const).some((protocol) => declares(workload, protocol, port))) return true;
  return context.services.of(workload).some((service) => service.ports.some((declared) => declared.port === port || declared.nodePort === port));
}
