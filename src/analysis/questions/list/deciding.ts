import { matches } from '../../../engine';
import type { Decision, End, Engine } from '../../../engine';
import type { Direction } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import type { Packet } from '../../../sets';
import { packetOf, packetsOf } from '../../ends/packets';
import { AppliedRule, fixedTraffic } from '../../pairs/fixed-traffic';

const MAX_PACKETS = 8;

/** Finds what decides a set of traffic at one side, also where neighbouring ports or addresses are decided by different rules. */
export class Deciding {
  private readonly rules = { ingress: new Map<number, AppliedRule[]>(), egress: new Map<number, AppliedRule[]>() };

  public constructor(private readonly engine: Engine) {}

  /** What decides about some packet of the traffic: one for each range of ports, and one for each rule that names others. */
  public of(direction: Direction, subject: number, peer: End, traffic: TrafficSet): Decision[] {
    const found: Decision[] = [];
    const ask = ({ protocol, port }: Packet) => found.push(...this.engine.decisions(direction, subject, peer, protocol, port));
    packetsOf(traffic, MAX_PACKETS).forEach(ask);
    const matched = this.rulesOf(direction, subject).filter((one) => matches(one, peer) !== 'no');
    const decides = (one: AppliedRule) => found.some(({ rule }) => rule === one.rule);
    for (const one of matched) {
      if (decides(one)) continue;
      const deciding = matched.filter(decides);
      const own = fixedTraffic(one).intersect(traffic).subtract(TrafficSet.unionOf(deciding.map(fixedTraffic)));
      if (!own.isEmpty()) ask(packetOf(own));
    }
    if (matched.some((one) => one.rule.traffic.named.length > 0 && !decides(one))) this.declared(direction === 'ingress' ? subject : peer, traffic).forEach(ask);
    return found;
  }

  /** An address for each rule that selects some of them, and some that no rule before it selects. */
  public tried(direction: Direction, subject: number, addresses: IpSet): End[] {
    const ends: End[] = [];
    let rest = addresses;
    for (const { outside, possiblyOutside } of this.rulesOf(direction, subject)) {
      const meant = outside.union(possiblyOutside);
      const own = meant.intersect(rest);
      const tried = (own.isEmpty() ? meant.intersect(addresses) : own).first();
      if (tried !== undefined) ends.push(tried);
      rest = rest.subtract(meant);
    }
    return ends;
  }

  /** The ports that a pod declares by name. */
  private declared(pod: End, traffic: TrafficSet): Packet[] {
    if (typeof pod !== 'number') return [];
    const { portSets, portsOf } = this.engine.classes;
    return portSets[portsOf[pod]].filter(({ name, protocol, port }) => name !== undefined && traffic.contains(protocol, port));
  }

  private rulesOf(direction: Direction, subject: number): AppliedRule[] {
    let found = this.rules[direction].get(subject);
    if (found === undefined) this.rules[direction].set(subject, (found = this.engine.policies(direction, subject).flatMap(({ rules }) => rules)));
    return found;
  }
}
