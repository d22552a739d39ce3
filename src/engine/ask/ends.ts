import type { Cluster, Node, Workload } from '../../model';
import { Address, isSameAddress, Match, TrafficSet } from '../../sets';
import type { Classes } from '../compile';
import type { NodeRelation, Reach } from '../judge';
import type { AddressHolder } from './unstated-address';

/** A class of pods, by its number, or an address outside the cluster. */
export type End = number | Address;

/** One end of a question: pods, by their positions in `cluster.workloads`, or an address outside the cluster. */
export interface AskedEnd {
  readonly positions: readonly number[];
  /** Present where `positions` is empty. */
  readonly address?: Address;
  /**
   * What may have the address, where nothing states who has it.
   * @default - a node of the input that has it, or else it is outside
   */
  readonly holders?: readonly AddressHolder[];
}

/** What may pass, were an address this holder's. */
export interface HolderReach {
  /** Absent where it is known who has the address. */
  readonly holder?: AddressHolder;
  readonly reach: Reach;
}

/** What judges a pair of classes or addresses. */
interface PairJudge {
  readonly classes: Classes;
  reach(source: End, destination: End, node?: NodeRelation): Reach;
  reachHolder(source: End, destination: End, holder: AddressHolder): Reach;
}

/** What passes between ends that share no address family. */
export const NOTHING: Reach = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };

const EVERYTHING: Reach = { allowed: TrafficSet.ALL, unknown: TrafficSet.NONE };

/**
 * Whether both ends are the same single pod, which always reaches itself, whatever policies say; `possible` where there may be more pods, or
 * where it is not known which of some equal in name the single pod is.
 */
export function isOnePod({ workloads }: Pick<Cluster, 'workloads'>, source: AskedEnd, destination: AskedEnd): Match {
  const { positions } = source;
  const isSame = positions.length > 0 && positions.length === destination.positions.length
    && positions.every((position, i) => destination.positions[i] === position);
  if (!isSame || positions.reduce((count, position) => count + workloads[position].replicas, 0) > 1) return 'no';
  return positions.length > 1 || workloads[positions[0]].mayScale ? 'possible' : 'definite';
}

/** What passes between pods of which there is one, or several: a pod always reaches itself, and another one as policies say. */
export function reachOfSeveral({ allowed }: Reach): Reach {
  return { allowed, unknown: TrafficSet.ALL.subtract(allowed) };
}

/**
 * What may pass between two ends, once for each pair of classes and for each that may have an address. All traffic where both are one single
 * pod; an empty list where both are addresses, since policies apply to pods only.
 */
export function reachBetween(judge: PairJudge, cluster: Cluster, source: AskedEnd, destination: AskedEnd): HolderReach[] {
  const onePod = isOnePod(cluster, source, destination);
  if (onePod === 'definite') return [{ reach: EVERYTHING }];
  const [from, to] = [source.address, destination.address];
  if (from !== undefined && to !== undefined) return [];
  const { holders } = to === undefined ? source : destination;
  if (to !== undefined) {
    return subjectsTowards(judge, cluster, source, to).flatMap(([classId, node]) =>
      holders?.map((holder) => ({ holder, reach: judge.reachHolder(classId, to, holder) })) ?? [{ reach: judge.reach(classId, to, node) }]);
  }
  if (from !== undefined) {
    return subjectsTowards(judge, cluster, destination, from).flatMap(([classId, node]) =>
      holders?.map((holder) => ({ holder, reach: judge.reachHolder(from, classId, holder) })) ?? [{ reach: judge.reach(from, classId, node) }]);
  }
  const reaches = podPairs(judge, cluster, source, destination).map(([a, b, node]) => judge.reach(a, b, node));
  return reaches.map((reach) => ({ reach: onePod === 'possible' ? reachOfSeveral(reach) : reach }));
}

/** The pairs of classes of some pods, each once for every relation that a pod has to the node of one on the host network. */
function podPairs({ classes }: PairJudge, { nodes, workloads }: Cluster, source: AskedEnd, destination: AskedEnd): [number, number, NodeRelation][] {
  const ofClass = ({ positions }: AskedEnd) => new Map(positions.map((position) => {
    const classId = classes.ofWorkload[position];
    const node = classes.hostNetwork.length === 0 ? undefined : nodeOf(workloads[position], nodes);
    return [`${classId} ${node}`, { classId, node, isHost: workloads[position].hostNetwork }];
  }));
  const destinations = [...ofClass(destination).values()];
  const found = new Map<string, [number, number, NodeRelation]>();
  for (const a of ofClass(source).values()) {
    for (const b of destinations) {
      const relation = a.isHost || b.isHost ? relationOf(a.node, b.node) : 'possibly-own';
      found.set(`${a.classId} ${b.classId} ${relation}`, [a.classId, b.classId, relation]);
    }
  }
  return [...found.values()];
}

/** Whether two pods, of which one is on the host network, run on one node. */
export function nodeRelation(a: Workload, b: Workload, nodes: readonly Node[]): NodeRelation {
  return a.hostNetwork || b.hostNetwork ? relationOf(nodeOf(a, nodes), nodeOf(b, nodes)) : 'possibly-own';
}

function relationOf(a: string | undefined, b: string | undefined): NodeRelation {
  if (a === undefined || b === undefined) return 'possibly-own';
  return a === b ? 'own' : 'other';
}

/** Where a pod runs: it says so, or has the address of a node. */
function nodeOf({ node, hostNetwork, addresses }: Workload, nodes: readonly Node[]): string | undefined {
  if (node !== undefined || !hostNetwork) return node;
  return nodes.find((one) => one.addresses.some((held) => addresses.some((own) => isSameAddress(own, held))))?.name;
}

/** The classes of some pods, each once for every relation that its pods have to the node of the address. */
function subjectsTowards({ classes }: PairJudge, { nodes, workloads }: Cluster, { positions }: AskedEnd, address: Address): [number, NodeRelation][] {
  const holders = new Set(nodes.filter((node) => node.addresses.some(({ value }) => value === address.value)).map((node) => node.name));
  const found = new Map<string, [number, NodeRelation]>();
  for (const position of positions) {
    const { node } = workloads[position];
    const classId = classes.ofWorkload[position];
    const relation: NodeRelation = node === undefined ? 'possibly-own' : holders.has(node) ? 'own' : 'other';
    found.set(`${classId} ${relation}`, [classId, relation]);
  }
  return [...found.values()];
}
