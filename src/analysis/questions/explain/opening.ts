import { AskedEnd, isSameStage, matchPod } from '../../../engine';
import { AGENTS, Direction, EndpointSelector, RulePeer, Policy, Rule, Workload } from '../../../model';
import { Address, blockOf, formatAddress, IpSet, Packet, TrafficSet } from '../../../sets';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { labelsFor, Meant } from '../../what-if/labels';
import { WhatIfGroup } from '../../what-if/group';
import type { Endpoint, WhatIfPair } from '../../what-if/pair';
import { adminSideOf, Denied, isDeniedByAdmin } from './admin';
import { ownSideOf } from './own-language';
import type { OpenedSide, PeerEnd } from './opened-side';
import { isDeniedInTier, tierSideOf } from './tier-side';

/** A change that opens some traffic and isolates no further pod, with all that it opens. */
export interface Opening {
  readonly traffic: TrafficSet;
  readonly sides: readonly OpenedSide[];
  readonly opens: readonly OpenedPair[];
  /** What is denied now, and would no longer be definitely denied. */
  readonly mayOpen: readonly OpenedPair[];
}

type OpenedPairs = Pick<Opening, 'opens' | 'mayOpen'>;

interface OpenedPair {
  readonly source: string;
  readonly destination: string;
  readonly traffic: TrafficSet;
}

const ENDS: readonly Direction[] = ['egress', 'ingress'];
/** With more pairs than this, a change is not small. */
const MAX_PAIRS = 20_000;

/**
 * The smallest change that opens traffic which policies isolate, or which those of administrators deny; `undefined` where neither a
 * policy beside them nor one that comes before can open it.
 */
export function openingOf(session: AnalysisSession, whatIf: WhatIfPair, traffic: TrafficSet, packet: Packet): Opening | undefined {
  const closed = ENDS.filter((direction) => whatIf.verdictAt(direction, packet) !== 'allowed');
  const { workloads } = session.decoded.cluster;
  const names = new Map<Endpoint, Meant | undefined>();
  const named = (endpoint: Endpoint): PeerEnd | undefined => {
    if ('address' in endpoint) return endpoint;
    if (!names.has(endpoint)) names.set(endpoint, labelsFor(endpoint.workload, workloads, () => true));
    const meant = names.get(endpoint);
    return meant && { namespace: endpoint.workload.namespace, meant };
  };
  const sides: OpenedSide[] = [];
  for (const direction of closed) {
    const [subject, opposite] = direction === 'egress' ? [whatIf.source, whatIf.destination] : [whatIf.destination, whatIf.source];
    const decisions = whatIf.decisions(direction, packet).filter(({ effect }) => effect !== 'pass');
    const peer = named(opposite);
    if ('address' in subject || peer === undefined || decisions.some(({ definite }) => !definite)) return undefined;
    const side = sideOfDecisions(session, direction, peer, { workload: subject.workload, traffic, decisions });
    if (side === undefined) return undefined;
    sides.push(side);
  }
  const after = (policies: readonly Policy[]) => apply(policies, sides);
  if (!traffic.isSubsetOf(whatIf.under(after(whatIf.policies)).reach.allowed)) return undefined;
  const opens = openedPairs(session, sides, after);
  return opens && { traffic, sides, ...opens };
}

function sideOfDecisions(session: AnalysisSession, direction: Direction, peer: PeerEnd, denied: Omit<Denied, 'peer'>): OpenedSide | undefined {
  const { workload, traffic, decisions } = denied;
  if (isDeniedInTier(decisions)) return tierOf(session, direction, peer, denied);
  if (isDeniedByAdmin(decisions)) return adminOf(session, direction, peer, denied);
  if (decisions.some(({ effect }) => effect !== 'isolate')) return undefined;
  return besideOf(session, direction, workload, peer, traffic, decisions.map(({ policy }) => policy));
}

function adminOf(session: AnalysisSession, direction: Direction, peer: PeerEnd, denied: Omit<Denied, 'peer'>): OpenedSide | undefined {
  // a block would mean pods of that address, too, and of some the address is not known
  if ('address' in peer) return undefined;
  const side = adminSideOf(session, direction, { ...denied, peer: { namespace: peer.namespace, labels: peer.meant.labels } });
  const rule = side?.added?.rules[0];
  return side && rule && { direction, namespace: denied.workload.namespace, peer, rule, ...side };
}

function tierOf(session: AnalysisSession, direction: Direction, peer: PeerEnd, denied: Omit<Denied, 'peer'>): OpenedSide | undefined {
  // as above
  if ('address' in peer) return undefined;
  const side = tierSideOf(session, direction, { ...denied, peer: { namespace: peer.namespace, labels: peer.meant.labels } });
  const rule = side?.added?.rules[0];
  return side && rule && { direction, namespace: denied.workload.namespace, peer, rule, ...side };
}

/** A policy that selects neither end of a pair is not added to it. */
function apply(policies: readonly Policy[], sides: readonly OpenedSide[]): Policy[] {
  const kept = policies.map((policy) => {
    const extending = sides.filter((side) => side.extended?.origin === policy.origin);
    return extending.length === 0 ? policy : { ...policy, rules: [...policy.rules, ...extending.map(({ rule }) => rule)] };
  });
  return [...kept, ...sides.flatMap((side) => (side.added === undefined ? [] : [side.added]))];
}

/** A policy beside those that isolate: a NetworkPolicy where one does, else one in the language of those that do. */
function besideOf(
  session: AnalysisSession, direction: Direction, workload: Workload, peer: PeerEnd, traffic: TrafficSet, isolating: readonly Policy[],
): OpenedSide | undefined {
  const plain = isolating.filter(({ language }) => language?.set !== AGENTS);
  if (plain.length > 0) return sideOf(session, direction, workload, peer, traffic, plain);
  const side = ownSideOf(session, direction, { workload, peer, traffic, language: isolating[0].language });
  const rule = side?.added?.rules[0];
  return side && rule && { direction, namespace: workload.namespace, peer, rule, ...side };
}

function sideOf(
  session: AnalysisSession, direction: Direction, workload: Workload, peer: PeerEnd, traffic: TrafficSet, isolating: readonly Policy[],
): OpenedSide | undefined {
  const { namespace } = workload;
  const { stage } = isolating[0];
  const origin = { label: `${stage.title} ${namespace}/(new)`, path: [] };
  const rule: Rule = { direction, action: 'allow', peers: [peerOf(peer)], traffic: { fixed: traffic, named: [] }, origin };
  const engine = session.engine();
  const isolated = (position: number) => engine.policies(direction, engine.classes.ofWorkload[position]).some(({ policy, applies }) =>
    applies === 'definite' && policy.unread === undefined && isSameStage(policy.stage, stage) && policy.isolates.includes(direction));
  const pods = labelsFor(workload, session.decoded.cluster.workloads, ({ positions }) => positions.every(isolated));
  const common = { direction, namespace, peer, rule };
  if (pods !== undefined) {
    const subject = { namespaces: { name: namespace }, pods: pods.selector };
    return { ...common, pods, added: { stage, order: 0, name: '(new)', namespace, subject, isolates: [direction], rules: [rule], hostNetwork: 'depends-on-cni', origin } };
  }
  const extended = isolating.find((policy) => policy.namespace === namespace);
  return extended && { ...common, extended };
}

function peerOf(end: PeerEnd): RulePeer {
  if ('address' in end) {
    return { type: 'addresses', addresses: IpSet.address(end.address), pods: 'depends-on-cni', blocks: [{ cidr: blockOf(end.address), except: [] }] };
  }
  return { type: 'endpoints', endpoints: { namespaces: { name: end.namespace }, pods: end.meant.selector } };
}

type PairEnd = { readonly label: string; readonly position?: number };

/** Every pair that the sides may affect, judged before and after. */
function openedPairs(
  session: AnalysisSession, sides: readonly OpenedSide[], after: (policies: readonly Policy[]) => Policy[],
): OpenedPairs | undefined {
  const { workloads } = session.decoded.cluster;
  const pairEnd = (position: number): PairEnd => ({ label: workloadLabel(workloads[position]), position });
  const pairs = sides.map((side) => {
    const { direction, pods, extended, peer } = side;
    const subjects = (pods?.positions ?? selectedBy(extended!.subject, session)).map(pairEnd);
    const peers = 'address' in peer ? [{ label: formatAddress(peer.address) }] : peer.meant.positions.map(pairEnd);
    return direction === 'egress' ? { from: subjects, to: peers } : { from: peers, to: subjects };
  });
  if (pairs.some(({ from, to }) => from.length * to.length > MAX_PAIRS)) return undefined;
  const positions = [...new Set(pairs.flatMap(({ from, to }) => [...from, ...to]).flatMap(({ position }) => position ?? []))];
  const group = WhatIfGroup.of(session, positions, addressIn(sides));
  const changed = group.under(after(group.policies));
  const [opens, mayOpen] = [new Map<string, OpenedPair>(), new Map<string, OpenedPair>()];
  const done = new Set<string>();
  for (const { from, to } of pairs) {
    for (const source of from) {
      for (const destination of to) {
        const pair = `${source.position},${destination.position}`;
        if (done.has(pair) || session.engine().isOnePod(endOf(source), endOf(destination)) !== 'no') continue;
        done.add(pair);
        const [was, is] = [group, changed].map((judge) => judge.reach(source.position, destination.position));
        if (was.allowed === is.allowed && was.unknown === is.unknown) continue;
        note(opens, source.label, destination.label, is.allowed.subtract(was.allowed));
        note(mayOpen, source.label, destination.label, is.unknown.subtract(was.unknown).subtract(was.allowed));
      }
    }
  }
  return { opens: inOrder(opens), mayOpen: inOrder(mayOpen) };
}

function addressIn(sides: readonly OpenedSide[]): Address | undefined {
  return sides.flatMap(({ peer }) => ('address' in peer ? [peer.address] : []))[0];
}

function note(found: Map<string, OpenedPair>, source: string, destination: string, traffic: TrafficSet): void {
  if (traffic.isEmpty()) return;
  const edge = `${source} ${destination}`;
  found.set(edge, { source, destination, traffic: traffic.union(found.get(edge)?.traffic ?? TrafficSet.NONE) });
}

function inOrder(found: ReadonlyMap<string, OpenedPair>): OpenedPair[] {
  return [...found.keys()].sort().map((edge) => found.get(edge)!);
}

function endOf({ position }: PairEnd): AskedEnd {
  return { positions: position === undefined ? [] : [position] };
}

/** Whom a selector means, or may mean: what a change may open is said, too. */
function selectedBy(selector: EndpointSelector, { decoded: { cluster } }: AnalysisSession): number[] {
  return [...cluster.workloads.keys()].filter((position) => matchPod(selector, cluster.workloads[position], cluster) !== 'no');
}
