import type { Action, NamedPort, Peer, Policy, Rule } from '../../model';
import type { Enforcement } from '../../profiles';
import { IpSet } from '../../sets';
import type { AddressIndex } from './address-index';
import { ascending, ClassList, listOf } from './class-list';
import type { Classes } from './classes';
import type { Matcher } from './matcher';
import type { TrafficTable } from './traffic-table';

/** Classes that a rule's peers mean, or may mean. */
export interface PeerClasses {
  readonly classes: ClassList;
  readonly sure: boolean;
  /** How the peer was written. */
  readonly by: 'selector' | 'address';
}

/** A rule with its peers worked out. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly action: Action;
  /** Number of the traffic that is fixed. */
  readonly fixed: number;
  readonly named: readonly NamedPort[];
  /** Anyone: every pod and every address. */
  readonly everyone: boolean;
  /** Anyone may be meant: a peer that could not be read. */
  readonly perhapsEveryone: boolean;
  readonly pods: readonly PeerClasses[];
  /** Addresses outside the cluster. */
  readonly outside: IpSet;
}

/** What is needed to work out peers. */
export interface RuleContext {
  readonly classes: Classes;
  readonly matcher: Matcher;
  readonly addresses: AddressIndex;
  readonly traffic: TrafficTable;
  readonly profile: Enforcement;
  /** The addresses that domain names were seen to resolve to; `undefined` where nobody looked: then a name may mean any address. */
  readonly domains?: ReadonlyMap<string, IpSet>;
  /** Addresses of all nodes of the input. */
  readonly allNodes: IpSet;
  /** Addresses of the nodes that a selector of nodes selects. */
  nodeAddresses(peer: Peer & { type: 'nodes' }): IpSet;
}

export function compileRule(policy: Policy, rule: Rule, context: RuleContext): CompiledRule {
  const pods: PeerClasses[] = [];
  const add = (part: PeerClasses) => {
    if (part.classes.except || part.classes.list.length > 0) pods.push(part);
  };
  let outside = IpSet.NONE;
  let perhapsEveryone = false;
  for (const peer of rule.peers ?? []) {
    if (peer.type === 'endpoints') {
      endpointClasses(policy, context.matcher.select(peer.endpoints), context, add);
    } else if (peer.type === 'addresses') {
      outside = outside.union(peer.addresses);
      addressClasses(peer.addresses, peer.pods === 'by-address', context).forEach(add);
    } else if (peer.type === 'nodes' && context.profile.hostNetwork !== 'as-pods') {
      outside = outside.union(context.nodeAddresses(peer));
      nodeClasses(context.nodeAddresses(peer), context).forEach(add);
    } else if (peer.type === 'unreadable') {
      const answers = answersFor(peer, context.domains);
      if (answers === undefined) perhapsEveryone = true;
      else outside = outside.union(answers);
    }
  }
  return {
    rule,
    action: rule.action,
    fixed: context.traffic.id(rule.traffic.fixed),
    named: rule.traffic.named,
    everyone: rule.peers === undefined,
    perhapsEveryone,
    pods,
    outside,
  };
}

/** What domain names are known to mean; a leading `*.` stands for one or more labels. */
function answersFor(peer: Peer & { type: 'unreadable' }, domains: ReadonlyMap<string, IpSet> | undefined): IpSet | undefined {
  if (peer.domains === undefined || domains === undefined) return undefined;
  const meant = (name: string) => peer.domains!.some((domain) => (domain.startsWith('*.') ? name.endsWith(domain.slice(1)) : name === domain));
  return [...domains].filter(([name]) => meant(name)).reduce((set, [, answer]) => set.union(answer), IpSet.NONE);
}

/** Pods on the host network are told apart from the others only where the classes list them. */
function endpointClasses(policy: Policy, selected: ClassList, { classes, profile }: RuleContext, add: (part: PeerClasses) => void): void {
  const hosts = classes.hostNetwork;
  if (hosts.length === 0) return add({ classes: selected, sure: true, by: 'selector' });
  const listed = new Set(selected.list);
  const others: ClassList = selected.except
    ? { except: true, list: [...new Set([...selected.list, ...hosts])].sort(ascending) }
    : { except: false, list: selected.list.filter((c) => !classes.example[c].hostNetwork) };
  add({ classes: others, sure: true, by: 'selector' });
  if (policy.hostNetwork === 'never' || profile.hostNetwork === 'invisible') return;
  const chosen = Array.from(hosts).filter((c) => listed.has(c) !== selected.except);
  add({ classes: { except: false, list: chosen }, sure: false, by: 'selector' });
}

/** `stated`: the API itself says that the block means pods, too. */
export function addressClasses(set: IpSet, stated: boolean, { classes, addresses, profile }: RuleContext): PeerClasses[] {
  if (!stated && profile.blocksMatchPods === 'no') return [];
  const certain = stated || profile.blocksMatchPods === 'yes';
  const { sure, maybe } = addresses.select(set);
  const unknown = addresses.unknownIn(set, profile);
  const parts: PeerClasses[] = [];
  if (sure.length > 0) parts.push({ classes: listOf(sure, classes.count), sure: certain, by: 'address' });
  if (maybe.length > 0) parts.push({ classes: listOf(maybe, classes.count), sure: false, by: 'address' });
  if (unknown !== undefined) parts.push({ classes: unknown, sure: false, by: 'address' });
  return parts;
}

/** Pods on the host network answer at the addresses of their nodes; one at an address of no known node may be on any. */
function nodeClasses(nodes: IpSet, { classes, allNodes }: RuleContext): PeerClasses[] {
  const sure: number[] = [];
  const maybe: number[] = [];
  for (const c of classes.hostNetwork) {
    const own = classes.example[c].addresses;
    if (own.some((a) => nodes.contains(a))) sure.push(c);
    else if (!own.some((a) => allNodes.contains(a))) maybe.push(c);
  }
  return [
    { classes: { except: false, list: sure }, sure: true, by: 'address' },
    { classes: { except: false, list: maybe }, sure: false, by: 'address' },
  ];
}
