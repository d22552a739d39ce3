import { Construct } from 'constructs';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, OptionNames, PolicyOptions } from '../input';
import { addressPeers, DnsProfile, PodSelector, Port } from '../values';
import { AllowTo } from './allow-to';

/** What `ApiServerEgress` takes inside a fence. */
export interface ApiServerEgressOptions extends PolicyOptions {
  /** The pods that talk to the API server. */
  readonly pods: PodSelector;

  /**
   * The addresses of the API server, IPv4 or IPv6, single (`10.0.0.1`) or as blocks: those of its endpoints
   * (`kubectl get endpointslices -n default`), on AWS those of its Service too. No selector can match it, so there is no default.
   */
  readonly addresses: string[];

  /**
   * The ports of the API server.
   * @default - TCP 443 and TCP 6443
   */
  readonly ports?: Port[];

  /**
   * How the pods resolve names.
   * @default - no DNS in this policy; see `DnsEgress`
   */
  readonly dns?: DnsProfile;

  /**
   * Why the pods talk to the API server, in one line.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `ApiServerEgress` takes. */
export interface ApiServerEgressProps extends ApiServerEgressOptions, NamespacedProps {}

/**
 * Lets pods reach the API server, as operators and controllers must.
 *
 * **Isolates** the pods for egress, as every `AllowTo` does.
 *
 * Errors: those of `AllowTo`, `addresses-missing`, `addresses-type`, `addresses-empty`, `address-syntax`, and those of `Peer.cidr`.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export class ApiServerEgress extends AllowTo {
  constructor(scope: Construct, id: string, props: ApiServerEgressProps) {
    checkOptions(props, '{ pods: …, addresses: […] }', OPTIONS);
    const { addresses, ports = [Port.tcp(443), Port.tcp(6443)], ...rest } = props;
    super(scope, id, { ...rest, to: addressPeers(addresses, 'look them up with `kubectl get endpointslices -n default`'), ports });
  }
}

const OPTIONS: OptionNames<ApiServerEgressProps> = { ...NAMESPACED_OPTIONS, pods: true, addresses: true, ports: true, dns: true, reason: true };
