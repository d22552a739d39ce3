import type { Cluster, ContainerPort, Node } from '../../model';
import { Address, IpSet } from '../../sets';
import { Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { matches } from './trace';
import { unreadTransitions } from './unread';

/**
 * Whether a node's address is that of the pod's own node. A pod's node always reaches it; whether the pod reaches its node under a policy
 * that isolates it depends on the CNI. Other nodes are policed like any address.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export type NodeRelation = 'own' | 'other' | 'possibly-own';

/** The state after a program, towards the address of a node that is, or may be, the pod's own. */
export function stateTowardsOwnNode(
  program: readonly Op[],
  address: Address,
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  transitions: RuleTransitions,
): number {
  return program.reduce((state, op) => {
    if (op.type === 'allPeers') return outcomes.after(state, op.transition);
    if (op.type === 'ownNode') return outcomes.after(state, outcomes.rule('allow', TrafficTable.ALL, false));
    if (op.type === 'unreadPolicy') return unreadTransitions(op, outcomes).reduce((after, transition) => outcomes.after(after, transition), state);
    const match = matches(op.rule, address);
    return match === 'no' ? state : outcomes.after(state, transitions.of(op.rule, ports, op.definite && match === 'definite'));
  }, outcomes.begin());
}

/** Where there may be nodes that the input does not show; an address of a node that it shows is only that node's. */
export function unseenNodes({ facts }: Cluster, shown: IpSet): IpSet {
  return facts?.complete ? IpSet.NONE : (facts?.nodeRanges ?? IpSet.ALL).subtract(shown);
}

/** All addresses of some nodes, as one set. */
export function addressesOf(nodes: readonly Node[]): IpSet {
  return IpSet.addresses(nodes.flatMap((node) => node.addresses));
}
