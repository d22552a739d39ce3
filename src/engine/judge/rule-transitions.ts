import type { ContainerPort } from '../../model';
import type { TrafficSet } from '../../sets';
import { CompiledRule, resolve, TrafficTable } from '../compile';
import type { Outcomes } from './outcomes';

/** The traffic and the transitions of rules, once their port names are resolved at a destination. */
export class RuleTransitions {
  // keyed by object, since rules share equal lists of names and classes their port sets; else a set is only computed again:
  // port names (with those left out) → ports of the destination → number of the fixed traffic → number of all of it: they repeat
  private readonly resolved = new WeakMap<object, Map<readonly ContainerPort[], Map<number, number>>>();

  public constructor(private readonly outcomes: Outcomes, private readonly traffic: TrafficTable) {}

  /** The number of a rule's transition. `ports`: those of the destination; without them, names resolve to nothing. */
  public of(rule: CompiledRule, ports: readonly ContainerPort[] | undefined, definite: boolean): number {
    return this.outcomes.rule(rule.action, this.trafficOf(rule, ports), definite);
  }

  /** The number of the rule's traffic towards a destination. */
  public trafficOf(rule: CompiledRule, ports: readonly ContainerPort[] | undefined): number {
    if (ports === undefined || rule.named.length === 0) return rule.fixed;
    const key = rule.without === undefined ? rule.named : rule.rule.traffic;
    let byPorts = this.resolved.get(key);
    if (byPorts === undefined) this.resolved.set(key, (byPorts = new Map()));
    let byFixed = byPorts.get(ports);
    if (byFixed === undefined) byPorts.set(ports, (byFixed = new Map()));
    let id = byFixed.get(rule.fixed);
    if (id === undefined) byFixed.set(rule.fixed, (id = this.traffic.id(this.resolve(rule, ports))));
    return id;
  }

  private resolve(rule: CompiledRule, ports: readonly ContainerPort[]): TrafficSet {
    const fixed = this.traffic.set(rule.fixed);
    if (rule.without === undefined) return resolve(rule.named, ports).union(fixed);
    const { named, without } = rule.rule.traffic;
    return resolve(named, ports).union(fixed).subtract(without!.fixed).subtract(resolve(without!.named, ports));
  }
}
