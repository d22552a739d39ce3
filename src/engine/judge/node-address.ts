import type { Cluster, ContainerPort, Direction, Node } from '../../model';
import { Address, IpSet } from '../../sets';
import { END_OF_WORLD, Op, TrafficTable } from '../compile';
import type { NodeRelation } from './node-relation';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { matches } from './trace';
import { unreadTransitions } from './unread';

/** The state after a program, towards the address of a node that is, or may be, the pod's own. */
export function stateTowardsOwnNode(
  program: readonly Op[],
  address: Address,
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  transitions: RuleTransitions,
  node: NodeRelation,
): number {
  return program.reduce((state, op) => {
    if (op.type === 'allPeers') return outcomes.after(state, op.transition);
    if (op.type === 'ownNode') return outcomes.after(state, outcomes.rule('allow', TrafficTable.ALL, false));
    if (op.type === 'unreadPolicy') return unreadTransitions(op, outcomes).reduce((after, transition) => outcomes.after(after, transition), state);
    const match = matches(op.rule, address, node);
    return match === 'no' ? state : outcomes.after(state, transitions.of(op.rule, ports, op.definite && match === 'definite'));
  }, outcomes.begin());
}

/**
 * What decides about a node: nothing about what a pod's own node sends to it, but rules that deny in a stage in which such rules come before all
 * others.
 */
export function exemptOwnNode(program: readonly Op[], direction: Direction, node: NodeRelation | undefined): readonly Op[] {
  if (direction === 'egress' || node !== 'own') return program;
  return program.filter((op) => {
    if (op.type === 'rule') return op.rule.action === 'deny' && op.policy.stage.deniesFirst === true;
    return op.type === 'allPeers' && op.transition === END_OF_WORLD;
  });
}

/** Where there may be nodes that the input does not show; an address of a node that it shows is only that node's. */
export function unseenNodes({ facts }: Cluster, shown: IpSet): IpSet {
  return facts?.complete ? IpSet.NONE : (facts?.nodeRanges ?? IpSet.ALL).subtract(shown);
}

/** All addresses of some nodes, as one set. */
export function addressesOf(nodes: readonly Node[]): IpSet {
  return IpSet.addresses(nodes.flatMap((node) => node.addresses));
}
