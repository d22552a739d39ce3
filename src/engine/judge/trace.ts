import type { ContainerPort, Policy, Rule } from '../../model';
import type { Address, Match, Protocol } from '../../sets';
import { CompiledRule, Op, DENY_REST, END_OF_WORLD, selects, TrafficTable } from '../compile';
import type { NodeRelation } from './node-relation';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';

/** One rule or policy that contributed to the verdict on a packet, while the packet was still open. */
export interface Decision {
  /**
   * What it does: a rule's action; `isolate` = the policy selects the pod and none of its stage allows the packet; `unread` = the policy
   * was not read, and may do anything, or deny what others allow (`unreadEffect`).
   */
  readonly effect: 'allow' | 'deny' | 'pass' | 'isolate' | 'unread';
  /** Whether it definitely applies to this packet. */
  readonly definite: boolean;
  readonly policy: Policy;
  /** Absent where the policy as a whole has the effect. */
  readonly rule?: Rule;
}

interface Tables {
  readonly outcomes: Outcomes;
  readonly transitions: RuleTransitions;
  readonly traffic: TrafficTable;
}

/**
 * Follows one packet towards (or from) one peer through a program. `ports`: the named ports of the destination.
 * INVARIANT: it runs the program that the row runs, so the decisions give the verdict; test/engine/judge/trace.test.ts.
 */
export function trace(
  program: readonly Op[],
  peer: number | Address,
  ports: readonly ContainerPort[],
  packet: { readonly protocol: Protocol; readonly port: number },
  { outcomes, transitions, traffic }: Tables,
): Decision[] {
  const worlds: Decision[][] = [];
  let decisions: Decision[] = [];
  let state = outcomes.beginFor(packet.protocol, packet.port);
  const open = () => outcomes.isOpen(state, packet.protocol, packet.port);
  for (const op of program) {
    if (op.type === 'ownNode') continue;
    if (op.type === 'unreadPolicy') {
      for (const policy of op.unread) decisions.push({ effect: 'unread', definite: false, policy });
    } else if (op.type === 'allPeers') {
      const { transition, isolating } = op;
      for (const { policy, applies } of isolating !== undefined && open() ? isolating : []) {
        decisions.push({ effect: 'isolate', definite: applies === 'definite' && transition === DENY_REST, policy });
      }
      state = outcomes.after(state, transition);
      if (transition === END_OF_WORLD) {
        worlds.push(decisions);
        decisions = [];
      }
    } else {
      const { rule, policy } = op;
      const match = matches(rule, peer);
      if (match === 'no') continue;
      const definite = op.definite && match === 'definite';
      const applies = open() && traffic.set(transitions.trafficOf(rule, ports)).contains(packet.protocol, packet.port);
      // a rule whose policy may apply is tried among the others and once more alone
      const isRepeated = op.isPossible === true && decisions.some((one) => one.rule === rule.rule && one.effect === rule.action);
      if (applies && !isRepeated) decisions.push({ effect: rule.action, definite: definite && op.isPossible !== true, policy, rule: rule.rule });
      state = outcomes.after(state, transitions.of(rule, ports, definite));
    }
  }
  if (worlds.length > 0) decisions = ofAll([...worlds, decisions]);
  // what is denied anyway is not denied by a policy that may only deny what others allow
  if (outcomes.outcome(state).mayAllow.contains(packet.protocol, packet.port)) return decisions;
  return decisions.filter(({ effect, policy }) => effect !== 'unread' || policy.unreadEffect !== 'may-deny');
}

/** What decides in one world at least, each once; it definitely does where it does so in each of them. */
function ofAll(worlds: readonly (readonly Decision[])[]): Decision[] {
  const isSame = (a: Decision) => (b: Decision) => a.effect === b.effect && a.policy === b.policy && a.rule === b.rule;
  const all = worlds.flat().filter((one, i, list) => list.findIndex(isSame(one)) === i);
  return all.map((one) => ({ ...one, definite: worlds.every((decisions) => decisions.some((other) => isSame(one)(other) && other.definite)) }));
}

/**
 * Whether a rule selects a peer: a class of pods, by its number, or an address that no pod has. `node`: whether an address of a node is that of the
 * subject's own one.
 */
export function matches(rule: CompiledRule, peer: number | Address, node: NodeRelation = 'possibly-own'): Match {
  if (rule.allPeers) return 'definite';
  if (typeof peer !== 'number') {
    const [asOther, asOwn] = [rule.outside.contains(peer), (rule.ofOwnNode ?? rule.outside).contains(peer)];
    if ((asOther || node === 'own') && (asOwn || node === 'other')) return 'definite';
    if (node === 'possibly-own' && (asOther || asOwn)) return 'possible';
    return rule.possiblyAllPeers || rule.possiblyOutside.contains(peer) ? 'possible' : 'no';
  }
  let possible = rule.possiblyAllPeers;
  for (const { classes, definite } of rule.pods) {
    if (!selects(classes, peer)) continue;
    if (definite) return 'definite';
    possible = true;
  }
  return possible ? 'possible' : 'no';
}
