import type { Workload } from '../../model';
import { append, Protocol } from '../../sets';
import type { LintRule } from '../framework/rule';
import { nearest } from '../../text/nearest';
import { pairsOf, showsDestinations } from '../helpers/pairs';
import { listed, nameOf, portsPath } from '../helpers/text';

export const NAMED_PORT_UNRESOLVED: LintRule = {
  id: 'named-port-unresolved',
  severity: 'warning',
  edge: false,
  summary: 'A rule uses a port name that none of its destinations declares.',
  why: 'a name is resolved among the container ports of each destination; a name that no container declares allows nothing, and with some agents it opens every port',
  *check(context) {
    const known = new Map<readonly number[], Declared>();
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (rule.traffic.named.length === 0 || !showsDestinations(context, placed)) continue;
      const subjects = rule.direction === 'ingress' ? context.subjects(policy) : [...new Set([...pairsOf(context, placed)].map(({ destination }) => destination))];
      // the rules of a policy share their destinations
      let found = known.get(subjects);
      if (found === undefined) known.set(subjects, (found = declaredBy(subjects.flatMap((c) => context.workloads(c)))));
      const { destinations, protocols } = found;
      if (destinations.length === 0) continue;
      for (const { name, protocol } of rule.traffic.named) {
        const declared = protocols.get(name);
        if (declared !== undefined && (protocol === undefined || declared.includes(protocol))) continue;
        const other = declared?.[0];
        const near = nearest(name, protocols.keys());
        yield {
          message: other === undefined ? `no container of ${listed(destinations.map(nameOf))} declares a port \`${name}\`` : `\`${name}\` is ${other} at ${listed(destinations.map(nameOf))}, and the rule says ${protocol}`,
          fix: other !== undefined ? `write \`protocol: ${other}\`` : near === undefined ? 'write the number, or add the port name to the container' : `did you mean \`${near}\`?`,
          origin: policy.origin,
          path: portsPath(rule),
        };
      }
    }
  },
};

interface Declared {
  readonly destinations: readonly Workload[];
  /** Port name → the protocols with which it is declared. */
  readonly protocols: ReadonlyMap<string, readonly Protocol[]>;
}

function declaredBy(destinations: readonly Workload[]): Declared {
  const protocols = new Map<string, Protocol[]>();
  for (const { ports } of destinations) for (const { name, protocol } of ports) if (name !== undefined) append(protocols, name, protocol);
  return { destinations, protocols };
}
