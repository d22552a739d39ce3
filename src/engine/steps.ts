import type { ContainerPort, NamedPort } from '../model';
import { PortSet, TrafficSet } from '../sets';
import type { Outcomes } from './outcomes';
import type { CompiledRule } from './rules';
import type { TrafficTable } from './traffic-table';

/** The traffic and the steps of rules, once their port names are resolved. */
export class RuleSteps {
  // names → ports of the destination → fixed traffic → all of it: they repeat
  private readonly resolved = new WeakMap<readonly NamedPort[], Map<readonly ContainerPort[], Map<number, number>>>();

  public constructor(private readonly outcomes: Outcomes, private readonly traffic: TrafficTable) {}

  /** `ports`: those of the destination; without them, names resolve to nothing. */
  public of(rule: CompiledRule, ports: readonly ContainerPort[] | undefined, sure: boolean): number {
    return this.outcomes.rule(rule.action, this.trafficOf(rule, ports), sure);
  }

  /** The number of the rule's traffic towards a destination. */
  public trafficOf(rule: CompiledRule, ports: readonly ContainerPort[] | undefined): number {
    if (ports === undefined || rule.named.length === 0) return rule.fixed;
    let byPorts = this.resolved.get(rule.named);
    if (byPorts === undefined) this.resolved.set(rule.named, (byPorts = new Map()));
    let byFixed = byPorts.get(ports);
    if (byFixed === undefined) byPorts.set(ports, (byFixed = new Map()));
    let id = byFixed.get(rule.fixed);
    if (id === undefined) byFixed.set(rule.fixed, (id = this.traffic.id(resolve(rule.named, ports).union(this.traffic.set(rule.fixed)))));
    return id;
  }
}

/** Names looked up among the ports of a destination; name and, where given, protocol must fit. */
export function resolve(names: readonly NamedPort[], ports: readonly ContainerPort[]): TrafficSet {
  let traffic = TrafficSet.NONE;
  for (const { name, protocol } of names) {
    for (const port of ports) {
      if (port.name !== name || (protocol !== undefined && port.protocol !== protocol)) continue;
      traffic = traffic.union(TrafficSet.of(port.protocol, PortSet.single(port.port)));
    }
  }
  return traffic;
}
