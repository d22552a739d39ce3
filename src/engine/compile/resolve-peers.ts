import type { RulePeer, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { IpSet } from '../../sets';
import type { AddressIndex } from './address-index';
import { ClassList, isEmpty, listOf, Selection, selects } from './class-list';
import type { Classes } from './classes';
import { EndSet, intersectionOf, isNothing, partsOf, withoutSet } from './end-sets';
import type { Matcher } from './matcher';
import type { PeerClasses } from './peer-classes';
import type { PossibleAddresses } from './possible-addresses';
import { without } from './subjects';
import type { TrafficTable } from './traffic-table';

/** What is needed to resolve peers. */
export interface RuleContext {
  readonly classes: Classes;
  readonly matcher: Matcher;
  readonly addresses: AddressIndex;
  readonly traffic: TrafficTable;
  readonly profile: Enforcement;
  /** The addresses that domain names were seen to resolve to; `undefined` where that was not recorded: then a name may mean any address. */
  readonly domains?: ReadonlyMap<string, IpSet>;
  /** Where pods may have their addresses of which the input shows none. */
  readonly places: PossibleAddresses;
  /** Addresses of all nodes of the input. */
  readonly allNodes: IpSet;
  /** Where nodes may be that the input does not show. */
  readonly unseenNodes: IpSet;
  /** Whether the input is the whole cluster. */
  readonly isComplete: boolean;
  /** The addresses of the API server; `undefined` where they are not known. */
  readonly apiServer?: IpSet;
  /** Addresses of the nodes that a selector of nodes selects. */
  nodeAddresses(peer: RulePeer & { type: 'nodes' }): IpSet;
}

/** What some peers mean together. */
export interface Resolved {
  /** Whether any pod and address may be meant, because a peer could not be read. */
  readonly possiblyAllPeers: boolean;
  readonly pods: readonly PeerClasses[];
  readonly outside: IpSet;
  readonly possiblyOutside: IpSet;
  readonly possiblyUnstated: boolean;
  readonly ofOwnNode?: IpSet;
}

/** Finds what peers of rules of a policy mean. */
export function resolvePeers(policy: Policy, peers: readonly RulePeer[], context: RuleContext): Resolved {
  const pods: PeerClasses[] = [];
  const add = (part: PeerClasses) => {
    if (!isEmpty(part.classes)) pods.push(part);
  };
  const outside: IpSet[] = [];
  const possiblyOutside: IpSet[] = [];
  const hosts = { own: false, others: false };
  let possiblyAllPeers = false;
  let possiblyUnstated = false;
  for (const peer of peers) {
    if (peer.type === 'endpoints') {
      endpointClasses(policy, context.matcher.select(peer.endpoints), context, add);
    } else if (peer.type === 'addresses') {
      outside.push(meansNodes(peer, context.profile) ? peer.addresses : peer.addresses.subtract(context.allNodes));
      if (peer.pods !== 'never') addressClasses(peer.addresses, peer.pods === 'by-address', context).forEach(add);
    } else if (peer.type === 'hosts') {
      hosts.own ||= peer.own;
      hosts.others ||= peer.others;
    } else if (peer.type === 'api-server') {
      outside.push(context.apiServer ?? IpSet.NONE);
      const isUnknown = context.apiServer === undefined && peer.stated !== true;
      possiblyUnstated ||= isUnknown;
      if (isUnknown) possiblyOutside.push(IpSet.ALL);
      if (isUnknown || context.apiServer?.isEmpty() === false) add({ classes: hostNetworkOf(context), definite: false, by: 'address' });
    } else if (peer.type === 'nodes') {
      outside.push(context.nodeAddresses(peer));
      possiblyOutside.push(context.unseenNodes);
      if (context.profile.hostNetwork !== 'as-pods') nodeClasses(context.nodeAddresses(peer), context).forEach(add);
    } else if (peer.type === 'all-of') {
      const set = allOf(policy, peer, context);
      partsOf(set).forEach(add);
      outside.push(set.outside);
      possiblyOutside.push(set.possiblyOutside);
      possiblyUnstated ||= !set.possiblyOutside.isEmpty();
    } else if (peer.type === 'unreadable') {
      if (peer.absent === true && context.isComplete) continue;
      const answers = answersFor(peer, context.domains);
      if (answers !== undefined) outside.push(answers);
      else if (peer.outside !== true) possiblyAllPeers = true;
      else {
        possiblyUnstated = true;
        possiblyOutside.push(IpSet.ALL.subtract(context.allNodes));
      }
    }
  }
  const named = IpSet.unionOf(outside);
  if (hosts.own || hosts.others) add({ classes: hostNetworkOf(context), definite: hosts.own && hosts.others, by: 'selector' });
  return {
    possiblyAllPeers,
    pods,
    outside: hosts.others ? named.union(context.allNodes) : named,
    possiblyOutside: IpSet.unionOf(possiblyOutside),
    possiblyUnstated,
    ofOwnNode: hosts.own === hosts.others ? undefined : hosts.own ? named.union(context.allNodes) : named,
  };
}

/** What all lists of peers mean together, without what the others mean. */
function allOf(policy: Policy, { every, none }: RulePeer & { type: 'all-of' }, context: RuleContext): EndSet {
  const setOf = (peers: readonly RulePeer[]) => endSetOf(resolvePeers(policy, peers, context));
  const { count } = context.classes;
  const met = every.reduce<EndSet | undefined>((before, peers) => {
    if (before !== undefined && isNothing(before)) return before;
    return before === undefined ? setOf(peers) : intersectionOf(before, setOf(peers), count);
  }, undefined);
  return none.length === 0 && met !== undefined ? met : withoutSet(met, setOf(none), count);
}

/** The peers as sets; a rule about the own node of a pod alone is never part of `all-of`. */
function endSetOf({ pods, outside, possiblyOutside, possiblyAllPeers }: Resolved): EndSet {
  return {
    pods: pods.filter(({ definite }) => definite).map(({ classes }) => classes),
    possiblePods: possiblyAllPeers ? [{ except: true, list: [] }] : pods.map(({ classes }) => classes),
    outside,
    possiblyOutside: possiblyAllPeers ? IpSet.ALL : possiblyOutside.union(outside),
  };
}

/** Whether a block means nodes that hold an address in it, as it always means others. */
export function meansNodes(peer: RulePeer & { type: 'addresses' }, profile: Enforcement): boolean {
  return peer.pods === 'by-address' || (peer.pods === 'depends-on-cni' && profile.blocksMatchNodes);
}

/** Pods on the host network; an agent that counts them as pods keeps no list of them, and then they are no nodes either. */
function hostNetworkOf({ classes }: RuleContext): ClassList {
  return { except: false, list: Array.from(classes.hostNetwork) };
}

/** What domain names are known to mean; a leading `*.` stands for one or more labels. */
function answersFor(peer: RulePeer & { type: 'unreadable' }, domains: ReadonlyMap<string, IpSet> | undefined): IpSet | undefined {
  if (peer.domains === undefined || domains === undefined) return undefined;
  const isMeant = (name: string) => peer.domains!.some((domain) => (domain.startsWith('*.') ? name.endsWith(domain.slice(1)) : name === domain));
  return IpSet.unionOf([...domains].filter(([name]) => isMeant(name)).map(([, answer]) => answer));
}

/** Pods on the host network differ from the others only where the classes list them. */
function endpointClasses(policy: Policy, selected: Selection, { classes, profile }: RuleContext, add: (part: PeerClasses) => void): void {
  const hosts = classes.hostNetwork;
  const isHost = (c: number) => classes.example[c].hostNetwork;
  const podsOf = (list: ClassList) => (hosts.length === 0 ? list : without(list, hosts, isHost));
  add({ classes: podsOf(selected.definite), definite: true, by: 'selector' });
  if (!isEmpty(selected.possible)) add({ classes: podsOf(selected.possible), definite: false, by: 'selector' });
  if (hosts.length === 0 || policy.hostNetwork === 'never' || profile.hostNetwork === 'invisible') return;
  const chosen = Array.from(hosts).filter((c) => selects(selected.definite, c) || selects(selected.possible, c));
  add({ classes: { except: false, list: chosen }, definite: false, by: 'selector' });
}

/** The pods that a set of addresses selects. `stated`: the API itself says that a block selects pods, too. */
export function addressClasses(set: IpSet, stated: boolean, { classes, addresses, profile }: RuleContext): PeerClasses[] {
  if (!stated && profile.blocksMatchPods === 'no') return [];
  const isCertain = stated || profile.blocksMatchPods === 'yes';
  const { definite, possible } = addresses.select(set);
  const parts: PeerClasses[] = [];
  if (definite.length > 0) parts.push({ classes: listOf(definite, classes.count), definite: isCertain, by: 'address' });
  if (possible.length > 0) parts.push({ classes: listOf(possible, classes.count), definite: false, by: 'address' });
  for (const unknown of addresses.unknownIn(set, profile)) {
    parts.push({ classes: unknown.classes, definite: isCertain && unknown.definite, by: 'address' });
  }
  return parts;
}

/** Pods on the host network answer at the addresses of their nodes; one at an address of no known node may be on any. */
function nodeClasses(nodes: IpSet, { classes, allNodes }: RuleContext): PeerClasses[] {
  const definite: number[] = [];
  const possible: number[] = [];
  for (const c of classes.hostNetwork) {
    const held = classes.example[c].addresses;
    if (held.some((a) => nodes.contains(a))) definite.push(c);
    else if (!held.some((a) => allNodes.contains(a))) possible.push(c);
  }
  return [
    { classes: { except: false, list: definite }, definite: true, by: 'address' },
    { classes: { except: false, list: possible }, definite: false, by: 'address' },
  ];
}
