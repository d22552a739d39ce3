/** What the engine says of a cluster, end by end, so that the answers about a case and about its completion can be laid side by side. */
import { findEnd } from '../../src/analysis/ends/ends';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { decode } from '../../src/dialects';
import { AskedEnd, End, Engine, Reach } from '../../src/engine';
import { NetfenceError } from '../../src/errors';
import type { Facts, Workload } from '../../src/model';
import { IpSet, parseAddress, parseCidr } from '../../src/sets';
import type { ReadCase } from './engine';
import type { StatedCompletion } from './generate/completions';

export interface World {
  readonly workloads: readonly Workload[];
  /** The families of the addresses of pods, where the meaning of a policy depends on them; they tell those of the whole cluster. */
  readonly families: number;
  /** What may pass from one end to the other, once for each way in which that can be meant. */
  between(source: AskedEnd, destination: AskedEnd): readonly Reach[];
  /** Whether every pair of them has an address family in common. */
  share(source: AskedEnd, destination: AskedEnd): boolean;
  /** Whether an address is that of a node, and policies ask who an end is before they look at its address: which of both it is, is what the address means. */
  judgesAsNode(end: AskedEnd): boolean;
}

/** What is thought of what the input does not show; a closed world breaks the law. */
export type Unshown = 'possible' | 'absent';

export function worldOf(objects: readonly unknown[], family: 4 | 6 | undefined, stated: StatedCompletion = {}, unshown: Unshown = 'possible'): World {
  const options = Object.keys(stated).length === 0 ? {} : { facts: factsOf(stated) };
  const { cluster, policies } = decode(objects.map((value) => ({ value })), options);
  return worldIn({ cluster, policies, engine: new Engine({ cluster, policies, family, unshown }) });
}

export function worldIn({ cluster, policies, engine }: ReadCase): World {
  const between = (source: AskedEnd, destination: AskedEnd): readonly Reach[] => {
    const address = source.address ?? destination.address;
    if (address === undefined || !engine.isNodeAddress(address)) return engine.between(source, destination);
    // whether it is the pod's own node is what an address means, and no fact about policies
    const classes = [...new Set([...source.positions, ...destination.positions].map((position) => engine.classes.ofWorkload[position]))];
    return classes.map((one) => (source.address === undefined ? engine.reach(one, address, 'other') : engine.reach(address, one, 'other')));
  };
  const byIdentity = policies.some(({ language }) => language?.name === 'cilium');
  return {
    workloads: cluster.workloads,
    between,
    share: (source, destination) => shareFamilies(engine, source, destination),
    families: byIdentity ? new Set(cluster.workloads.flatMap(({ addresses }) => addresses.map(({ family: one }) => one))).size : 0,
    judgesAsNode: ({ address }) => byIdentity && address !== undefined && engine.isNodeAddress(address),
  };
}

/** Whether every pair of two ends has an address family in common: what policies allow is said of these alone. */
function shareFamilies(engine: Engine, source: AskedEnd, destination: AskedEnd): boolean {
  const { ofWorkload } = engine.classes;
  const ends = ({ positions, address }: AskedEnd): End[] => (address === undefined ? positions.map((position) => ofWorkload[position]) : [address]);
  return ends(source).every((a) => ends(destination).every((b) => engine.sharesFamily(a, b)));
}

/** Whether two ends of a question have one: of a pod without addresses, a fact may state the family that the other end does not have. */
export function shareAddresses(session: AnalysisSession, source: string, destination: string): boolean {
  try {
    return shareFamilies(session.engine(), findEnd(session, source), findEnd(session, destination));
  } catch (error) {
    // a record names workloads without their kinds, and two may have one name
    if (error instanceof NetfenceError && error.code === 'ambiguous-workload') return false;
    throw error;
  }
}

export function factsOf({ namespaces = {}, nodeRanges, complete = false }: StatedCompletion): Facts {
  const ranges = nodeRanges?.reduce((set, text) => set.union(IpSet.cidr(parseCidr(text)!)), IpSet.NONE);
  return {
    namespaces: new Map(Object.entries(namespaces)),
    ...(ranges && { nodeRanges: ranges }),
    apiServer: IpSet.NONE,
    publicAddresses: false,
    complete,
  };
}

export function addressEnd(ip: string): AskedEnd {
  return { positions: [], address: parseAddress(ip)! };
}
