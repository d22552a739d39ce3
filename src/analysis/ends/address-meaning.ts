import type { AddressHolder } from '../../engine';
import type { Cluster, Policy, Service } from '../../model';
import { METADATA_ADDRESSES, NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../profiles/address-ranges';
import { Address, append, formatAddress, IpSet, parseAddress } from '../../sets';
import type { AnalysisSession } from '../session/session';

/** What an address means: what has it, or what may have it where nothing states that. */
export type AddressMeaning =
  /** Pods of the input, by their positions. */
  | { readonly type: 'pods'; readonly positions: readonly number[] }
  | { readonly type: 'service'; readonly service: Service }
  /** A node of the input. */
  | { readonly type: 'node' }
  | { readonly type: 'outside' }
  | { readonly type: 'unstated'; readonly holders: readonly AddressHolder[] };

const RANGES = [...NOT_INTERNET_V4, ...NOT_INTERNET_V6];

const held = (holder: 'any' | 'own-node' | 'none') => IpSet.cidrs(RANGES.filter((range) => (range.holder ?? 'any') === holder).map(({ cidr }) => cidr));
/** Addresses that a pod, a Service or a node may have, if no cluster has public ones. */
const PRIVATE = held('any');
const OF_OWN_NODE = held('own-node');
const NEVER_INSIDE = METADATA_ADDRESSES.reduce((set, text) => set.union(IpSet.address(parseAddress(text)!)), held('none'));

/** Whether no part of any cluster has the address: it is that of a service of the cloud. */
export function isNeverInside(address: Address): boolean {
  return NEVER_INSIDE.contains(address);
}

/**
 * Says what addresses mean, in every command alike: pods, Services and nodes of the input by their addresses; else by the facts about the
 * cluster; else a public address is outside, and a private one may be anything.
 */
class AddressBook {
  private readonly pods = new Map<string, number[]>();
  private readonly services = new Map<string, Service>();
  private readonly nodes = new Set<string>();
  private readonly hostPods = new Set<string>();
  private outsideBlocks?: IpSet;

  public constructor(private readonly cluster: Cluster, private readonly policies: readonly Policy[]) {
    cluster.workloads.forEach(({ addresses, hostNetwork }, position) => {
      for (const text of addresses.map(formatAddress)) {
        if (hostNetwork) this.hostPods.add(text);
        else append(this.pods, text, position);
      }
    });
    for (const service of cluster.services) {
      for (const address of [...service.addresses, ...service.externalAddresses ?? []]) this.services.set(formatAddress(address), service);
    }
    for (const { addresses } of cluster.nodes) addresses.forEach((address) => this.nodes.add(formatAddress(address)));
  }

  public meaningOf(address: Address): AddressMeaning {
    const text = formatAddress(address);
    const positions = this.pods.get(text);
    if (positions !== undefined) return { type: 'pods', positions };
    if (this.nodes.has(text)) return { type: 'node' };
    const service = this.services.get(text);
    if (service !== undefined) return { type: 'service', service };
    // a pod on the host network has the address of a node that the input does not show
    if (this.hostPods.has(text)) return { type: 'unstated', holders: ['node', 'own-node'] };
    const holders = this.holdersOf(address);
    return holders.length === 1 && holders[0] === 'outside' ? { type: 'outside' } : { type: 'unstated', holders };
  }

  /** All addresses that a pod, a Service or a node may have. */
  public get inside(): IpSet {
    return this.cluster.facts?.publicAddresses === true ? IpSet.ALL : PRIVATE;
  }

  /** Whether some pod may have an address of a set, shown by the input or not. */
  public mayBePods(set: IpSet): boolean {
    const isShown = [...this.pods.keys()].some((text) => set.contains(parseAddress(text)!));
    const { podRanges } = this.cluster.facts ?? {};
    if (isShown || (podRanges === undefined && this.allKnown().pods)) return isShown;
    return !set.intersect(podRanges ?? this.inside).isEmpty();
  }

  private holdersOf(address: Address): readonly AddressHolder[] {
    const { podRanges, serviceRanges, nodeRanges, apiServer = IpSet.NONE, publicAddresses = false } = this.cluster.facts ?? {};
    const stated: AddressHolder[] = [];
    if (podRanges?.contains(address) === true) stated.push('pod');
    if (serviceRanges?.contains(address) === true) stated.push('service');
    if (nodeRanges?.contains(address) === true) stated.push('node', 'own-node');
    if (stated.length > 0) return stated;
    if (apiServer.contains(address) || NEVER_INSIDE.contains(address)) return ['outside'];
    if (OF_OWN_NODE.contains(address)) return ['outside', 'own-node'];
    if (!publicAddresses && !PRIVATE.contains(address)) return ['outside'];
    if ((this.outsideBlocks ??= this.statedOutside()).contains(address)) return ['outside'];
    const { pods, services, nodes } = this.allKnown();
    return [
      'outside',
      ...(podRanges === undefined && !pods ? ['pod' as const] : []),
      ...(nodeRanges === undefined && !nodes ? ['node' as const, 'own-node' as const] : []),
      ...(serviceRanges === undefined && !services ? ['service' as const] : []),
    ];
  }

  /** Of which kinds the input shows all that exist, with their addresses. */
  private allKnown(): { readonly pods: boolean; readonly services: boolean; readonly nodes: boolean } {
    const { facts, workloads, services, nodes } = this.cluster;
    const complete = facts?.complete === true;
    return {
      pods: complete && workloads.every(({ addresses }) => addresses.length > 0),
      services: complete && services.every(({ addresses, headless, type }) => addresses.length > 0 || headless === true || type === 'ExternalName'),
      nodes: complete && nodes.length > 0 && nodes.every(({ addresses }) => addresses.length > 0),
    };
  }

  /**
   * The private addresses that some NetworkPolicy names by a block: the API reserves blocks for addresses outside the cluster. A block as wide as
   * the whole private range names none, and one in which the input shows something of the cluster is none of the outside.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
   */
  private statedOutside(): IpSet {
    const { podRanges = IpSet.NONE, serviceRanges = IpSet.NONE, nodeRanges = IpSet.NONE } = this.cluster.facts ?? {};
    const shown = [...this.pods.keys(), ...this.services.keys(), ...this.nodes, ...this.hostPods].map((text) => parseAddress(text)!);
    const inside = podRanges.union(serviceRanges).union(nodeRanges);
    const peers = this.policies.flatMap(({ rules }) => rules.flatMap((rule) => rule.peers ?? []));
    const cidrs = new Set(peers.flatMap((peer) => (peer.type === 'addresses' && peer.pods === 'depends-on-cni' ? peer.blocks ?? [] : []).map(({ cidr }) => cidr)));
    return [...cidrs].map((cidr) => IpSet.cidrs([cidr]))
      .filter((block) => namesNetwork(block) && block.intersect(inside).isEmpty() && !shown.some((address) => block.contains(address)))
      .reduce((set, block) => set.union(block), IpSet.NONE);
  }
}

/** The half of the unique local addresses that anyone uses. @see https://www.rfc-editor.org/rfc/rfc4193#section-3.1 */
const LOCALLY_ASSIGNED = IpSet.cidrs(['fd00::/8']);

/** Whether a block is a part of a range of private addresses. */
function namesNetwork(block: IpSet): boolean {
  return !block.equals(LOCALLY_ASSIGNED) && RANGES.some(({ cidr, holder }) => {
    const range = IpSet.cidrs([cidr]);
    return holder === undefined && block.isSubsetOf(range) && !block.equals(range);
  });
}

const known = new WeakMap<AnalysisSession, AddressBook>();

/** The addresses of a session, looked up once. */
export function addressesOf(session: AnalysisSession): AddressBook {
  let book = known.get(session);
  if (book === undefined) known.set(session, (book = new AddressBook(session.decoded.cluster, session.decoded.policies)));
  return book;
}
