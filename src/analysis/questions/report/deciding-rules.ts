import { isSameStage, matches } from '../../../engine';
import type { Decision, Engine } from '../../../engine';
import type { Direction } from '../../../model';
import type { Packet } from '../../../sets';
import { PortSet, TrafficSet } from '../../../sets';
import { packetOf } from '../../ends/packets';
import { AppliedPolicies, fixedTraffic } from '../../pairs/fixed-traffic';

/** The most packets that no rule names by number: rules may name ports by name. */
const MAX_OTHER_PACKETS = 6;

/** What decides some traffic at one side. */
interface Decided {
  readonly decisions: readonly Decision[];
  /** Whether no policy decides about some of it. */
  readonly isPartlyOpen: boolean;
}

/** Finds all rules and policies that decide a set of traffic at one side of two classes, those that do so beside others too. */
export class DecidingRules {
  private readonly policies = { ingress: new Map<number, AppliedPolicies>(), egress: new Map<number, AppliedPolicies>() };

  public constructor(private readonly engine: Engine) {}

  /** `isKnown`: rules that need not be found again. */
  public of(direction: Direction, subject: number, peer: number, traffic: TrafficSet, isKnown: (decision: Decision) => boolean): Decided {
    const policies = this.policiesOf(direction, subject);
    const matched = policies.flatMap(({ policy, rules }) => rules.filter((rule) => matches(rule, peer) !== 'no').map((rule) => ({ policy, rule })));
    const decisions: Decision[] = [];
    const asked = new Set<string>();
    const ask = ({ protocol, port }: Packet): readonly Decision[] => {
      asked.add(`${protocol} ${port}`);
      const found = this.engine.decisions(direction, subject, peer, protocol, port);
      decisions.push(...found);
      // where rules of a stage only allow, each of them lets a packet through that another one does
      const first = found.find(({ effect }) => effect === 'allow');
      if (first === undefined || !isOrderFree(policies, first)) return found;
      const { stage } = first.policy;
      const beside = matched.filter(({ policy, rule }) => isSameStage(policy.stage, stage) && fixedTraffic(rule).contains(protocol, port));
      decisions.push(...beside.map(({ policy, rule }): Decision => ({ effect: 'allow', definite: false, policy, rule: rule.rule })));
      return found;
    };
    for (const { policy, rule } of matched) {
      const common = fixedTraffic(rule).intersect(traffic);
      if (common.isEmpty() || isKnown({ effect: rule.action, definite: true, policy, rule: rule.rule })) continue;
      const packet = packetOf(common);
      if (!asked.has(`${packet.protocol} ${packet.port}`)) ask(packet);
    }
    let rest = traffic.subtract(TrafficSet.unionOf(matched.map(({ rule }) => fixedTraffic(rule))));
    for (let i = 0; i < MAX_OTHER_PACKETS && !rest.isEmpty(); i++) {
      const packet = packetOf(rest);
      const found = ask(packet);
      if (found.every(({ effect }) => effect === 'pass')) return { decisions, isPartlyOpen: true };
      if (found.every(({ rule }) => rule === undefined)) break;
      rest = rest.subtract(TrafficSet.of(packet.protocol, PortSet.single(packet.port)));
    }
    return { decisions, isPartlyOpen: false };
  }

  private policiesOf(direction: Direction, subject: number): AppliedPolicies {
    let found = this.policies[direction].get(subject);
    if (found === undefined) this.policies[direction].set(subject, (found = this.engine.policies(direction, subject)));
    return found;
  }
}

function isOrderFree(policies: AppliedPolicies, { policy: { stage } }: Decision): boolean {
  return policies.every(({ policy, onlyAllows }) => onlyAllows || !isSameStage(policy.stage, stage));
}
