import { fail } from '../../errors';
import {
  AKS_LOCAL_DNS, DnsFacts, DnsPlace, GKE_CLOUD_DNS, KUBE_DNS, NODE_LOCAL_ADDRESS, NODE_LOCAL_PODS, nodeLocalDns, OPEN_SHIFT_DNS,
} from '../../profiles/dns';
import { kindOf } from '../../text/show';
import { checkFlag, checkOptions, OptionNames } from '../input';
import { hostBlock } from './addresses';
import { checkPeers, checkPorts } from './lists';
import { Peer } from './peer';
import { Port } from './port';
import { egressRule, PendingRule } from './rules';

/** How NodeLocal DNSCache is set up. */
export interface NodeLocalDnsOptions {
  /**
   * The cluster address of the kube-dns Service, IPv4 or IPv6: `kubectl -n kube-system get service kube-dns`.
   *
   * Required: with kube-proxy in iptables mode the cache answers there too, on the node, where no selector can match it.
   */
  readonly kubeDnsClusterIp: string;

  /**
   * The link-local address on which the cache listens.
   * @default '169.254.20.10'
   */
  readonly localAddress?: string;

  /**
   * Whether a CiliumLocalRedirectPolicy redirects to the cache. Its pods are then ordinary pods, which the policy must allow.
   * @default false
   */
  readonly localRedirect?: boolean;
}

/** A resolver that no profile describes. */
export interface CustomDnsOptions {
  /** Where the resolver is: pods, or addresses; at least one. */
  readonly to: Peer[];

  /**
   * The ports of the resolver.
   * @default - UDP 53 and TCP 53
   */
  readonly ports?: Port[];
}

/**
 * Where a pod resolves names, by platform. Each profile but `none` allows UDP and TCP: long answers come over TCP.
 *
 * Errors: `options-type`, `option-unknown`, `option-flag`, `dns-cluster-ip`, `address-type`, `address-syntax`, `peers-type`, `peers-empty`, `ports-type`, `ports-empty`, where the profile is written.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class DnsProfile {
  /** CoreDNS or kube-dns in `kube-system` with label `k8s-app: kube-dns`: kubeadm, kops, k3s, EKS, AKS, GKE kube-dns. */
  public static kubeDns(): DnsProfile {
    return fromFacts(KUBE_DNS);
  }

  /**
   * NodeLocal DNSCache: kube-dns, the cache's link-local address, and the cluster address of kube-dns.
   * @param options the cluster address is required
   */
  public static nodeLocal(options: NodeLocalDnsOptions): DnsProfile {
    checkOptions(options, '{ kubeDnsClusterIp: \'10.96.0.10\' }', NODE_LOCAL_OPTIONS);
    if (options.kubeDnsClusterIp === undefined) {
      fail('dns-cluster-ip', 'the NodeLocal profile needs `kubeDnsClusterIp`, got none', 'look it up with `kubectl -n kube-system get service kube-dns`');
    }
    const local = hostBlock(options.localAddress === undefined ? NODE_LOCAL_ADDRESS : options.localAddress, 'the address of the DNS cache');
    const facts = nodeLocalDns(local, hostBlock(options.kubeDnsClusterIp, 'the cluster address of kube-dns'));
    return fromFacts(checkFlag(options.localRedirect, 'localRedirect', false) ? { ...facts, places: [...facts.places, NODE_LOCAL_PODS] } : facts);
  }

  /** AKS LocalDNS: CoreDNS, and 169.254.10.10 and .11 on the node. */
  public static aksLocalDns(): DnsProfile {
    return fromFacts(AKS_LOCAL_DNS);
  }

  /** OpenShift: the pods of `openshift-dns`, on 53 and on 5353, where they listen. */
  public static openShift(): DnsProfile {
    return fromFacts(OPEN_SHIFT_DNS);
  }

  /** GKE Cloud DNS: 169.254.169.254, port 53 only. */
  public static gkeCloudDns(): DnsProfile {
    return fromFacts(GKE_CLOUD_DNS);
  }

  /**
   * Any other resolver.
   * @param options where it is
   */
  public static custom(options: CustomDnsOptions): DnsProfile {
    checkOptions(options, '{ to: [Peer.cidr(\'10.0.0.2/32\')] }', CUSTOM_OPTIONS);
    return make(checkPeers(options.to, 'to', 'DnsProfile.none()'), checkPorts(options.ports) ?? both([53]));
  }

  /** No name resolution: for pods that reach everything by address. */
  public static none(): DnsProfile {
    return make([], []);
  }

  readonly #peers: readonly Peer[];
  readonly #ports: readonly Port[];

  private constructor(peers: readonly Peer[], ports: readonly Port[]) {
    if (!Array.isArray(ports)) fail('value-new', 'a `DnsProfile` is made by its functions, got `new DnsProfile(…)`', 'write `DnsProfile.kubeDns()`');
    this.#peers = peers;
    this.#ports = ports;
  }

  /**
   * The rules of the profile; none for `none`.
   * @internal
   */
  public _rules(reason?: string): PendingRule[] {
    if (this.#peers.length === 0) return [];
    return [egressRule({ peers: [...this.#peers], ports: [...this.#ports], reason })];
  }
}

/** A profile, by its shape: there may be two copies of this package on disk. */
export function checkDns(profile: unknown, what = 'dns'): DnsProfile {
  if (typeof (profile as DnsProfile | null | undefined)?._rules !== 'function') {
    fail('dns-profile', `\`${what}\` must be a \`DnsProfile\`, got ${kindOf(profile)}`, 'write `DnsProfile.kubeDns()`, or `DnsProfile.none()` for no DNS');
  }
  return profile as DnsProfile;
}

const NODE_LOCAL_OPTIONS: OptionNames<NodeLocalDnsOptions> = { kubeDnsClusterIp: true, localAddress: true, localRedirect: true };
const CUSTOM_OPTIONS: OptionNames<CustomDnsOptions> = { to: true, ports: true };

function fromFacts(facts: DnsFacts): DnsProfile {
  return make(facts.places.map(peerOf), both(facts.ports));
}

function peerOf(place: DnsPlace): Peer {
  return place.type === 'pods' ? Peer.podsIn(place.namespace, { ...place.labels }) : Peer.cidr(place.cidr);
}

function both(ports: readonly number[]): Port[] {
  return ports.flatMap((port) => [Port.udp(port), Port.tcp(port)]);
}

function make(peers: readonly Peer[], ports: readonly Port[]): DnsProfile {
  return Reflect.construct(DnsProfile, [peers, ports]) as DnsProfile;
}
