import type { LintRule } from '../framework/rule';
import { nearest } from '../../text/nearest';
import { pairsOf } from '../helpers/pairs';
import { listed, nameOf, portsPath } from '../helpers/text';

export const NAMED_PORT_UNRESOLVED: LintRule = {
  id: 'named-port-unresolved',
  severity: 'warning',
  edge: false,
  summary: 'A rule uses a port name that none of its destinations declares.',
  why: 'a name is resolved among the container ports of each destination; a name that no container declares allows nothing, and with some agents it opens every port',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.traffic.named.length === 0) continue;
      const subjects = rule.direction === 'ingress' ? context.subjects(policy) : [...new Set([...pairsOf(context, placed)].map(({ destination }) => destination))];
      const destinations = subjects.flatMap((c) => context.workloads(c));
      if (destinations.length === 0) continue;
      for (const { name, protocol } of rule.traffic.named) {
        const declared = destinations.flatMap(({ ports }) => ports).filter((port) => port.name !== undefined);
        if (declared.some((port) => port.name === name && (protocol === undefined || port.protocol === protocol))) continue;
        const other = declared.find((port) => port.name === name);
        const near = nearest(name, declared.map((port) => port.name!));
        yield {
          message: other === undefined ? `no container of ${listed(destinations.map(nameOf))} declares a port \`${name}\`` : `\`${name}\` is ${other.protocol} at ${listed(destinations.map(nameOf))}, and the rule says ${protocol}`,
          fix: other !== undefined ? `write \`protocol: ${other.protocol}\`` : near === undefined ? 'write the number, or add the port name to the container' : `did you mean \`${near}\`?`,
          origin: policy.origin,
          path: portsPath(rule),
        };
      }
    }
  },
};
