import type { ContainerPort, Node } from '../../model';
import { Address, IpSet } from '../../sets';
import { Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { matches } from './trace';

/**
 * Whether a node's address is that of the pod's own node. A pod's node always reaches it; whether the pod reaches its node under a policy
 * that isolates it depends on the CNI. Other nodes are policed like any address.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export type NodeRelation = 'own' | 'other' | 'perhaps-own';

/** The state after a program, towards the address of a node that is, or may be, the pod's own. */
export function stateTowardsOwnNode(
  program: readonly Op[],
  address: Address,
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  steps: RuleTransitions,
): number {
  const perhaps = (state: number, action: 'allow' | 'deny') => outcomes.after(state, outcomes.rule(action, TrafficTable.ALL, false));
  return program.reduce((state, instruction) => {
    if (instruction.type === 'everybody') return outcomes.after(state, instruction.step);
    if (instruction.type === 'own-node') return perhaps(state, 'allow');
    if (instruction.type === 'anything') return perhaps(perhaps(state, 'allow'), 'deny');
    const match = matches(instruction.rule, address);
    return match === 'no' ? state : outcomes.after(state, steps.of(instruction.rule, ports, instruction.sure && match === 'yes'));
  }, Outcomes.START);
}

/** All addresses of some nodes. */
export function addressesOf(nodes: readonly Node[]): IpSet {
  return nodes.flatMap((node) => node.addresses).reduce((set, address) => set.union(IpSet.address(address)), IpSet.NONE);
}
