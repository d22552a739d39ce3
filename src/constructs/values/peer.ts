import type { IConstruct } from 'constructs';
import { fail } from '../../errors';
import { NAMESPACE_NAME_LABEL, NamespaceSelection, RulePeer } from '../../model';
import { NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../profiles/address-ranges';
import { LabelConstraint, LabelSelector } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkNamespaceName, isPlain } from '../input';
import { AddressBlock, addressBlock } from './address-block';
import { readConstruct } from './foreign-objects';
import { isPodSelector, PodSelector } from './pod-selector';
import { NamespaceShape, PodShape, readPods } from './pod-shape';
import type { Port } from './port';
import { labelsSelector } from './selection';

/**
 * The other end of a connection.
 *
 * One peer is one alternative, and all conditions in it must hold; a list of peers means any of them.
 *
 * Errors: `labels-type`, `labels-empty`, `label-key`, `label-value`, `namespace-name`, `cidr-type`, `cidr-syntax`, `cidr-host-bits`,
 * `cidr-leading-zeros`, `cidr-mapped`, `except-type`, `except-family`, `except-outside`, `except-everything`, where the value is written;
 * of cdk8s-plus objects `peer-type`, `namespaces-empty` and those of `PodSelector`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicyPeer
 */
export class Peer {
  /**
   * Pods with these labels, in the namespace of the policy.
   * @param labels at least one; for all pods of the namespace write `Peer.ownNamespace()`
   */
  public static pods(labels: { [key: string]: string }): Peer {
    const pods = labelsSelector(labels, 'pod labels', 'Peer.ownNamespace()');
    return make((ownNamespace) => [endpoints({ name: ownNamespace }, pods)]);
  }

  /**
   * Pods with these labels, in the namespace of this name.
   * @param namespace the name of the namespace
   * @param labels at least one; for all pods of the namespace write `Peer.namespace(name)`
   */
  public static podsIn(namespace: string, labels: { [key: string]: string }): Peer {
    const name = checkNamespaceName(namespace, 'the name of a namespace');
    const pods = labelsSelector(labels, 'pod labels', `Peer.namespace('${name}')`);
    return make((ownNamespace) => [endpoints(named(name, ownNamespace), pods)]);
  }

  /**
   * The pods of a selector: in its namespace where it knows one, otherwise in the namespace of the policy.
   * @param selector the pods
   */
  public static selected(selector: PodSelector): Peer {
    if (!isPodSelector(selector)) fail('peer-type', `a selected peer must be a \`PodSelector\`, got ${kindOf(selector)}`, 'write `PodSelector.labels({…})`, or `Peer.of(…)` for a workload');
    const resolve = (ownNamespace: string) => [endpoints({ name: selector._namespace() ?? ownNamespace }, selector._selector())];
    return make(resolve, { ports: () => selector._ports(), isFixed: selector._isFixed?.() });
  }

  /** All pods in the namespace of the policy. */
  public static ownNamespace(): Peer {
    return make((ownNamespace) => [endpoints({ name: ownNamespace }, LabelSelector.EVERYTHING)]);
  }

  /**
   * All pods in the namespace of this name.
   *
   * By `kubernetes.io/metadata.name`, the one label of a namespace that the API server sets and that cannot be forged.
   *
   * @param name the name of the namespace
   */
  public static namespace(name: string): Peer {
    const checked = checkNamespaceName(name, 'the name of a namespace');
    return make((ownNamespace) => [endpoints(named(checked, ownNamespace), LabelSelector.EVERYTHING)]);
  }

  /**
   * All pods in the namespaces with these labels.
   *
   * Anyone who may edit a namespace may give it a label; `Peer.namespace(name)` does not depend on that.
   *
   * @param labels at least one; for every namespace write `Peer.everyNamespace()`
   */
  public static namespacesLabelled(labels: { [key: string]: string }): Peer {
    const namespaces = labelsSelector(labels, 'namespace labels', 'Peer.everyNamespace()');
    return make(() => [endpoints(canonical({ names: undefined, labels: namespaces })[0], LabelSelector.EVERYTHING)]);
  }

  /**
   * Pods with these labels, in the namespaces with those labels: both must hold.
   * @param namespaceLabels at least one; for every namespace write `Peer.podsInEveryNamespace(…)`
   * @param podLabels at least one; for all pods write `Peer.namespacesLabelled(…)`
   */
  public static podsInNamespacesLabelled(namespaceLabels: { [key: string]: string }, podLabels: { [key: string]: string }): Peer {
    const labels = labelsSelector(namespaceLabels, 'namespace labels', 'Peer.podsInEveryNamespace(…)');
    const pods = labelsSelector(podLabels, 'pod labels', 'Peer.namespacesLabelled(…)');
    return make(() => [endpoints(canonical({ names: undefined, labels })[0], pods)]);
  }

  /** All pods of all namespaces, those that do not exist yet included; not nodes, and nothing outside the cluster. */
  public static everyNamespace(): Peer {
    return make(() => [endpoints({ labels: LabelSelector.EVERYTHING }, LabelSelector.EVERYTHING)]);
  }

  /**
   * Pods with these labels, in any namespace.
   *
   * Anyone who may create pods in any namespace may give them a label.
   *
   * @param labels at least one; for all pods write `Peer.everyNamespace()`
   */
  public static podsInEveryNamespace(labels: { [key: string]: string }): Peer {
    const pods = labelsSelector(labels, 'pod labels', 'Peer.everyNamespace()');
    return make(() => [endpoints({ labels: LabelSelector.EVERYTHING }, pods)]);
  }

  /**
   * A block of addresses outside the cluster, IPv4 or IPv6.
   *
   * Whether it also matches pods and nodes with such an address depends on the network plugin.
   *
   * @param cidr the block without bits beyond its prefix, `10.0.0.0/8` or `2001:db8::/32`
   * @param except blocks of the same family inside `cidr` that are excluded; none when left out or empty
   */
  public static cidr(cidr: string, except?: string[]): Peer {
    const peer = addresses(addressBlock(cidr, except));
    return make(() => [peer]);
  }

  /**
   * The internet, IPv4 and IPv6: every address but private, shared, link-local, loopback, metadata, multicast and reserved ones.
   * @see https://www.iana.org/assignments/iana-ipv4-special-registry
   */
  public static internet(): Peer {
    const v4 = addresses(addressBlock('0.0.0.0/0', NOT_INTERNET_V4.map((range) => range.cidr)));
    const v6 = addresses(addressBlock('::/0', NOT_INTERNET_V6.map((range) => range.cidr)));
    return make(() => [v4, v6]);
  }

  /** Everyone: every pod, every node, every address inside and outside the cluster. */
  public static anyone(): Peer {
    return make(() => undefined);
  }

  /**
   * What `PodSelector.of` takes, and an `Include` or `Helm` chart with several workloads (each of them), `Namespaces.select(…)`, a `Namespace`
   * and a `NetworkPolicyIpBlock` of cdk8s-plus.
   *
   * Recognized by its properties, so any version of cdk8s-plus works. Workloads are read when the manifest is written; see `PodSelector.of`.
   *
   * @param peer the other end; a `Peer` is passed through, a `PodSelector` is selected
   */
  public static of(peer: IConstruct | PodSelector | Peer): Peer {
    if (isPeer(peer)) return peer;
    if (isPodSelector(peer)) return Peer.selected(peer);
    const pods = readPods(peer);
    if (pods !== undefined) return fromPods(() => [pods()]);
    const config = (peer as { toNetworkPolicyPeerConfig?(): any } | undefined)?.toNetworkPolicyPeerConfig;
    if (typeof config === 'function') return fromConfig(config.call(peer) ?? {}, peer);
    const read = readConstruct(peer, 'or namespaces');
    if (read === undefined) fail('peer-type', `a peer must represent pods, namespaces or addresses, got ${kindOf(peer)}`, `${ACCEPTED}${adviceFor(peer)}`);
    if (read().length === 0) fail('peer-type', `a peer must represent pods, namespaces or addresses, got ${kindOf(peer)} (${show(peer.node.path)}) without a workload, a Service or a Namespace`, ACCEPTED);
    return fromPods(read);
  }

  readonly #resolve: Resolve;
  readonly #source: Source;

  private constructor(resolve: Resolve, source: Source) {
    if (typeof resolve !== 'function') fail('value-new', 'a `Peer` is made by its functions, got `new Peer(…)`', 'write `Peer.pods({…})`');
    this.#resolve = resolve;
    this.#source = source;
  }

  /**
   * The peer in a policy of this namespace: any of the list, `undefined` for anyone.
   * @internal
   */
  public _peers(ownNamespace: string): readonly RulePeer[] | undefined {
    return this.#resolve(ownNamespace);
  }

  /**
   * The workloads of the peer, each as a peer; where it is not several, itself.
   * @internal
   */
  public _each(): Peer[] {
    return this.#source.alternatives?.() ?? [this];
  }

  /**
   * The container ports, where the peer represents a workload; otherwise none.
   * @internal
   */
  public _ports(): Port[] {
    return this.#source.ports();
  }

  /**
   * Whether nothing that it represents can change.
   * @internal
   */
  public _isFixed(): boolean {
    return this.#source.isFixed === true;
  }
}

/** A peer of cdk8s-plus in the form of its own policies. */
function fromConfig({ ipBlock, podSelector }: any, peer: unknown): Peer {
  if ((ipBlock === undefined) === (podSelector === undefined)) fail('peer-type', `a peer must be either a block of addresses or pods, got ${ipBlock === undefined ? 'neither' : 'both'} from ${kindOf(peer)}`, 'give each its own peer');
  if (ipBlock !== undefined) return Peer.cidr(ipBlock.cidr, ipBlock.except);
  const read = readPods({ toPodSelectorConfig: () => podSelector })!;
  return fromPods(() => [read()]);
}

const ACCEPTED = 'pass a workload, a Service, a fence, `Pods.select(…)`, `Namespaces.select(…)`, a `Namespace`, a `NetworkPolicyIpBlock`, a `PodSelector` or a `Peer`';

/** Known by its shape: there may be two copies of this package on disk. */
export function isPeer(value: any): value is Peer {
  return typeof value?._peers === 'function' && typeof value._ports === 'function';
}

/** Reads once at the line where it is written, so that what cannot be read fails there. */
function fromPods(read: () => PodShape[]): Peer {
  for (const shape of read()) shape.ports();
  const resolve = (own: string): RulePeer[] => read().flatMap(({ selector, namespaces }) => {
    const selections = namespaces === undefined ? [{ name: own }] : canonical(namespaces);
    return selections.map((selection) => endpoints(selection, selector()));
  });
  // each of several has ports of its own
  const alternatives = () => (read().length > 1 ? read().map((_, i) => fromPods(() => [read()[i]])) : undefined);
  return make(resolve, { ports: () => read().flatMap((shape) => shape.ports()), alternatives });
}

/** One selection a name; labels that select no more than a name become that name. */
function canonical({ names, labels }: NamespaceShape): NamespaceSelection[] {
  if (names === undefined) {
    const [only, ...others] = labels.constraints;
    const isName = others.length === 0 && only?.[0] === NAMESPACE_NAME_LABEL;
    const name = isName && !only[1].allowsAbsent && !only[1].cofinite && only[1].values.length === 1 ? only[1].values[0] : undefined;
    return [name === undefined ? { labels } : { name }];
  }
  if (labels.isEverything()) return names.map((name) => ({ name }));
  return names.map((name) => ({ labels: labels.intersect(LabelSelector.of([[NAMESPACE_NAME_LABEL, LabelConstraint.in([name])]])) }));
}

/** A namespace that its author named is written by its name, also where it is the policy's own. */
function named(name: string, ownNamespace: string): NamespaceSelection {
  return name === ownNamespace ? { labels: LabelSelector.labels({ [NAMESPACE_NAME_LABEL]: name }) } : { name };
}

function endpoints(namespaces: NamespaceSelection, pods: LabelSelector): RulePeer {
  return Object.freeze({ type: 'endpoints', endpoints: Object.freeze({ namespaces: Object.freeze(namespaces), pods }) });
}

function addresses({ block, addresses: meant }: AddressBlock): RulePeer {
  return Object.freeze({ type: 'addresses', addresses: meant, pods: 'depends-on-cni', blocks: Object.freeze([block]) });
}

type Resolve = (own: string) => readonly RulePeer[] | undefined;

/** A workload or a selector behind a peer. */
interface Source {
  readonly ports: () => Port[];
  readonly alternatives?: () => Peer[] | undefined;
  readonly isFixed?: boolean;
}

const NO_SOURCE: Source = { ports: () => [], isFixed: true };

function make(resolve: Resolve, source: Source = NO_SOURCE): Peer {
  return Reflect.construct(Peer, [resolve, source]) as Peer;
}

function adviceFor(value: any): string {
  if (typeof value === 'string') return '; for a namespace write `Peer.namespace(…)`, for addresses `Peer.cidr(…)`';
  if (isPlain(value)) return '; for pods by labels write `Peer.pods({…})`';
  return '';
}
