import type { ContainerPort, Policy, Rule } from '../../model';
import type { Address, Protocol } from '../../sets';
import { CompiledRule, Op, MAYBE_DENY_REST, means, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';

/** One thing that had a say about a packet while it was not decided yet. */
export interface Decision {
  /** What it does: a rule's action; `isolate` = the policy selects the pod and none of its stage allows the packet; `unread` = nobody knows. */
  readonly effect: 'allow' | 'deny' | 'pass' | 'isolate' | 'unread';
  /** Whether it surely applies to this packet. */
  readonly sure: boolean;
  readonly policy: Policy;
  /** Absent where the policy as a whole has the effect. */
  readonly rule?: Rule;
}

interface Tables {
  readonly outcomes: Outcomes;
  readonly steps: RuleTransitions;
  readonly traffic: TrafficTable;
}

/** Follows one packet towards (or from) one other end through a program. `ports`: the named ports of the destination. */
export function trace(
  program: readonly Op[],
  other: number | Address,
  ports: readonly ContainerPort[],
  packet: { readonly protocol: Protocol; readonly port: number },
  { outcomes, steps, traffic }: Tables,
): Decision[] {
  const decisions: Decision[] = [];
  let state = Outcomes.START;
  const open = () => outcomes.isOpen(state, packet.protocol, packet.port);
  for (const instruction of program) {
    if (instruction.type === 'own-node') continue;
    if (instruction.type === 'anything') {
      for (const policy of instruction.unread) decisions.push({ effect: 'unread', sure: false, policy });
    } else if (instruction.type === 'everybody') {
      const { step, isolating } = instruction;
      if (isolating !== undefined && open()) for (const { policy, sure } of isolating) decisions.push({ effect: 'isolate', sure: sure && step !== MAYBE_DENY_REST, policy });
      state = outcomes.after(state, step);
    } else {
      const { rule, policy } = instruction;
      const match = matches(rule, other);
      if (match === 'no') continue;
      const sure = instruction.sure && match === 'yes';
      const applies = open() && traffic.set(steps.trafficOf(rule, ports)).contains(packet.protocol, packet.port);
      if (applies) decisions.push({ effect: rule.action, sure, policy, rule: rule.rule });
      state = outcomes.after(state, steps.of(rule, ports, sure));
    }
  }
  return decisions;
}

/** Whether a rule means an end. */
export function matches(rule: CompiledRule, other: number | Address): 'yes' | 'maybe' | 'no' {
  if (rule.everyone) return 'yes';
  if (typeof other !== 'number') return rule.outside.contains(other) ? 'yes' : rule.perhapsEveryone ? 'maybe' : 'no';
  const parts = rule.pods.filter(({ classes }) => means(classes, other));
  if (parts.some(({ sure }) => sure)) return 'yes';
  return parts.length > 0 || rule.perhapsEveryone ? 'maybe' : 'no';
}
