import { AddressHolder, Decision, End, Engine, matches, nodeRelation, NodeRelation, Outcome, Reach, reachOfSeveral, resolve } from '../../engine';
import type { Direction, Policy, Rule, VerdictName, Workload } from '../../model';
import { Address, Packet, TrafficSet } from '../../sets';
import { alike } from '../pairs/pair-scan';
import type { AnalysisSession } from '../session/session';
import type { NamedEnd } from '../ends/ends';

/** One pod, or an address; `holders`: what may have the address, where that is not known. */
export type Endpoint =
  | { readonly workload: Workload; readonly classId: number }
  | { readonly address: Address; readonly holders?: readonly AddressHolder[] };

/** A rule that matches the peer, whether or not an earlier rule decides first. */
interface RelevantRule {
  readonly policy: Policy;
  readonly rule: Rule;
  /** Its traffic, names resolved at the destination. */
  readonly traffic: TrafficSet;
}

/**
 * Two ends alone with the policies that select them: the same verdict as in the whole cluster, and so small that it can be judged again
 * with other policies.
 */
export class WhatIfPair {
  /** The pair of two ends of a session. */
  public static of(session: AnalysisSession, source: Endpoint, destination: Endpoint): WhatIfPair {
    const engine = session.engine();
    const policies = new Set<Policy>();
    const add = (direction: Direction, classId: number) => engine.policies(direction, classId).forEach(({ policy }) => policies.add(policy));
    if ('workload' in source) add('egress', source.classId);
    if ('workload' in destination) add('ingress', destination.classId);
    if ([source, destination].some((endpoint) => 'address' in endpoint)) engine.ofNodes.forEach((policy) => policies.add(policy));
    // any policy may be about a pod that the input does not show
    const isUnstated = [source, destination].some((endpoint) => 'address' in endpoint && endpoint.holders !== undefined);
    return new WhatIfPair(session, source, destination, isUnstated ? session.decoded.policies : [...policies]);
  }

  /** Two ends with the policies that may select them; the pods of the ends need not be in the input. */
  public static under(session: AnalysisSession, source: Endpoint, destination: Endpoint, policies: readonly Policy[]): WhatIfPair {
    return new WhatIfPair(session, source, destination, policies);
  }

  public readonly reach: Reach;
  /** Whether the source is the node on which the destination runs, by its address or as a pod on its network. */
  public readonly isFromOwnNode: boolean;
  private readonly engine: Engine;
  private readonly relation: NodeRelation;
  private readonly ends: Readonly<Record<Direction, End>>;

  private constructor(
    public readonly session: AnalysisSession,
    public readonly source: Endpoint,
    public readonly destination: Endpoint,
    public readonly policies: readonly Policy[],
  ) {
    const workloads = [source, destination].flatMap((endpoint) => ('workload' in endpoint ? [endpoint.workload] : []));
    this.engine = engineFor(session, workloads, policies);
    const { ofWorkload } = this.engine.classes;
    const whole = dependsOnOthers(session);
    const numberOf = (workload: Workload, position: number) => ofWorkload[whole ? session.decoded.cluster.workloads.indexOf(workload) : position];
    const from: End = 'workload' in source ? numberOf(source.workload, 0) : source.address;
    const to: End = 'workload' in destination ? numberOf(destination.workload, workloads.length - 1) : destination.address;
    this.ends = { egress: from, ingress: to };
    this.relation = relationOf(session, source, destination);
    this.isFromOwnNode = ('address' in source || source.workload.hostNetwork) && this.relation === 'own';
    const holders = [source, destination].flatMap((endpoint) => ('address' in endpoint ? endpoint.holders ?? [] : []));
    const reach = holders.length === 0
      ? this.engine.reach(from, to, this.relation)
      : alike(holders.map((holder) => this.engine.reachHolder(from, to, holder)));
    this.reach = this.mayBeOnePod ? reachOfSeveral(reach) : reach;
  }

  /** Whether both ends are the pods of one workload, of which there may be one, which always reaches itself. */
  public get mayBeOnePod(): boolean {
    const { source, destination } = this;
    return 'workload' in source && 'workload' in destination && source.workload === destination.workload
      && source.workload.replicas <= 1 && source.workload.mayScale === true;
  }

  /** Whether both ends may have addresses of one family; otherwise nothing passes, whatever policies say. */
  public get sharesFamily(): boolean {
    return this.engine.sharesFamily(this.ends.egress, this.ends.ingress);
  }

  /** The same ends under other policies. */
  public under(policies: readonly Policy[]): WhatIfPair {
    return new WhatIfPair(this.session, this.source, this.destination, policies);
  }

  public verdict({ protocol, port }: Packet): VerdictName {
    const { allowed, unknown } = this.reach;
    return allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
  }

  /** The outcome of one end alone for a packet. */
  public verdictAt(direction: Direction, { protocol, port }: Packet): VerdictName {
    const { mayAllow, mayDeny } = this.outcome(direction);
    if (!mayAllow.contains(protocol, port)) return 'denied';
    return mayDeny.contains(protocol, port) ? 'unknown' : 'allowed';
  }

  public decisions(direction: Direction, { protocol, port }: Packet): Decision[] {
    const [subject, peer] = this.sides(direction);
    return typeof subject === 'number' ? this.engine.decisions(direction, subject, peer, protocol, port) : [];
  }

  /** What the engine needs to say why something is not decided. */
  public view(direction: Direction): { readonly engine: Engine; readonly subject: End; readonly peer: End } {
    const [subject, peer] = this.sides(direction);
    return { engine: this.engine, subject, peer };
  }

  /** The rules that match, or may match, the peer. */
  public relevant(direction: Direction): RelevantRule[] {
    const [subject, peer] = this.sides(direction);
    if (typeof subject !== 'number') return [];
    const { destination } = this;
    const ports = 'workload' in destination ? destination.workload.ports : [];
    return this.engine.policies(direction, subject).flatMap(({ policy, rules }) =>
      rules.filter((rule) => matches(rule, peer) !== 'no')
        .map(({ rule }) => ({ policy, rule, traffic: rule.traffic.fixed.union(resolve(rule.traffic.named, ports)) })));
  }

  private sides(direction: Direction): [End, End] {
    return direction === 'egress' ? [this.ends.egress, this.ends.ingress] : [this.ends.ingress, this.ends.egress];
  }

  private outcome(direction: Direction): Outcome {
    const [subject, peer] = this.sides(direction);
    if (!this.sharesFamily) return { mayAllow: TrafficSet.NONE, mayDeny: TrafficSet.ALL };
    if (typeof subject !== 'number') return this.engine.outcome(this.engine.open());
    if (typeof peer === 'number') return this.engine.outcome(this.engine.entry(direction, subject, peer, { node: this.relation }));
    // the peer is an address and restricts nothing, so the subject alone decides
    return { mayAllow: this.reach.allowed.union(this.reach.unknown), mayDeny: TrafficSet.ALL.subtract(this.reach.allowed) };
  }
}

/** Whether one end is the node on which the pod at the other end runs, by its address or as a pod on its network. */
function relationOf({ decoded }: AnalysisSession, source: Endpoint, destination: Endpoint): NodeRelation {
  if ('workload' in source && 'workload' in destination) return nodeRelation(source.workload, destination.workload, decoded.cluster.nodes);
  const [pod, peer] = 'address' in destination ? [source, destination] : [destination, source];
  if (!('workload' in pod) || !('address' in peer) || pod.workload.node === undefined) return 'possibly-own';
  const holder = decoded.cluster.nodes.find(({ addresses }) => addresses.some(({ value }) => value === peer.address.value));
  return holder?.name === pod.workload.node ? 'own' : 'other';
}

/** The ends of a question as endpoints: one for each way in which its pods are judged, towards a node's address also by where they run. */
export function endpointsOf(session: AnalysisSession, end: NamedEnd, peer: NamedEnd): Endpoint[] {
  if (end.address !== undefined) return [{ address: end.address, ...(end.holders && { holders: end.holders }) }];
  const { workloads } = session.decoded.cluster;
  const { ofWorkload } = session.engine().classes;
  const found = new Map<string, Endpoint>();
  const isOnHost = [...end.positions, ...peer.positions].some((position) => workloads[position].hostNetwork);
  for (const position of end.positions) {
    const classId = ofWorkload[position];
    const key = peer.address === undefined && !isOnHost ? `${classId}` : `${classId} ${workloads[position].node}`;
    if (!found.has(key)) found.set(key, { workload: workloads[position], classId });
  }
  return [...found.values()];
}

/** With some agents, pods that are not an end of the connection matter. */
export function dependsOnOthers({ profile }: AnalysisSession): boolean {
  return profile.undeclaredNamesOpenAll || profile.egressNamesFromOwnNamespace;
}

/** An engine of some pods alone, with the policies that select them. */
export function engineFor(session: AnalysisSession, ends: readonly Workload[], policies: readonly Policy[]): Engine {
  const { cluster } = session.decoded;
  if (dependsOnOthers(session)) return session.engineFor(cluster, policies);
  const namespaces = new Map(ends.flatMap(({ namespace }) => {
    const known = cluster.namespaces.get(namespace);
    return known === undefined ? [] : [[namespace, known] as const];
  }));
  const meansNodes = ({ peers }: Rule) => peers?.some(({ type }) => type === 'nodes' || type === 'addresses') === true;
  const nodesMatter = ends.length < 2 || ends.some((end) => end.hostNetwork) || policies.some(({ rules }) => rules.some(meansNodes));
  return session.engineFor({ ...cluster, namespaces, workloads: ends, nodes: nodesMatter ? cluster.nodes : [] }, policies);
}
