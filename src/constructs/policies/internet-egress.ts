import { Construct } from 'constructs';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, OptionNames, PolicyOptions } from '../input';
import { DnsProfile, Peer, PodSelector, Port, requirePorts } from '../values';
import { AllowTo } from './allow-to';

/** What `InternetEgress` takes inside a fence. */
export interface InternetEgressOptions extends PolicyOptions {
  /** The pods that may reach the internet. */
  readonly pods: PodSelector;

  /** The ports of the destinations, such as `Port.tcp(443)`; there is no default. */
  readonly ports: Port[];

  /**
   * How the pods resolve names.
   * @default - no DNS in this policy; see `DnsEgress`
   */
  readonly dns?: DnsProfile;

  /**
   * Why the pods reach the internet, in one line.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `InternetEgress` takes. */
export interface InternetEgressProps extends InternetEgressOptions, NamespacedProps {}

/**
 * Lets pods reach the internet, IPv4 and IPv6: never private, shared, link-local or metadata addresses.
 *
 * **Isolates** the pods for egress, as every `AllowTo` does.
 *
 * Errors: those of `AllowTo`, and `ports-missing`.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export class InternetEgress extends AllowTo {
  constructor(scope: Construct, id: string, props: InternetEgressProps) {
    checkOptions(props, '{ pods: …, ports: [Port.tcp(443)] }', OPTIONS);
    super(scope, id, { ...props, to: [Peer.internet()], ports: requirePorts(props.ports, 'an `InternetEgress`') });
  }
}

const OPTIONS: OptionNames<InternetEgressProps> = { ...NAMESPACED_OPTIONS, pods: true, ports: true, dns: true, reason: true };
