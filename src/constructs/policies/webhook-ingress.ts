import { Construct } from 'constructs';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, OptionNames, PolicyOptions } from '../input';
import { addressPeers, PodSelector, Port } from '../values';
import { AllowFrom } from './allow-from';

/** What `WebhookIngress` takes inside a fence. */
export interface WebhookIngressOptions extends PolicyOptions {
  /** The pods that serve the webhook. */
  readonly pods: PodSelector;

  /**
   * The addresses from which the API server calls, IPv4 or IPv6, single or as blocks: those of the control plane's nodes, or of its
   * tunnel. They differ by platform, so there is no default.
   */
  readonly addresses: string[];

  /**
   * The ports of the pods that serve the webhook (not of its Service).
   * @default - TCP 443, 8443, 9443 and 10250
   */
  readonly ports?: Port[];

  /**
   * Why the webhook is called, in one line.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `WebhookIngress` takes. */
export interface WebhookIngressProps extends WebhookIngressOptions, NamespacedProps {}

/**
 * Lets the API server call an admission or conversion webhook.
 *
 * **Isolates** the pods for ingress, as every `AllowFrom` does.
 *
 * Errors: those of `AllowFrom`, `addresses-missing`, `addresses-type`, `addresses-empty`, `address-syntax`, and those of `Peer.cidr`.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export class WebhookIngress extends AllowFrom {
  constructor(scope: Construct, id: string, props: WebhookIngressProps) {
    checkOptions(props, '{ pods: …, addresses: […] }', OPTIONS);
    const { addresses, ports = [443, 8443, 9443, 10250].map((port) => Port.tcp(port)), ...rest } = props;
    super(scope, id, { ...rest, from: addressPeers(addresses, 'name those of the control plane, or of its tunnel into the cluster'), ports });
  }
}

const OPTIONS: OptionNames<WebhookIngressProps> = { ...NAMESPACED_OPTIONS, pods: true, addresses: true, ports: true, reason: true };
