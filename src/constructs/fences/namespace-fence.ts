import { Construct, IConstruct } from 'constructs';
import { appModelOf } from '../../app';
import { checkChart, checkFlag, checkMetadata, checkOptions, NamespacedProps, namespaceOfFence, newId, OptionNames, PolicyOptions } from '../input';
import {
  AllowBetween, AllowBetweenOptions, AllowFrom, AllowFromOptions, AllowTo, AllowToOptions, ApiServerEgress, ApiServerEgressOptions,
  DefaultDeny, DnsEgress, DnsEgressOptions, ExposeThrough, ExposeThroughOptions, InsideTraffic, InternetEgress, InternetEgressOptions,
  MetricsIngress, MetricsIngressOptions, WebhookIngress, WebhookIngressOptions,
} from '../policies';
import { checkDns, DnsProfile } from '../values';
import { checkRuleOptions, claimRuleId, FenceFrame, warnOfOtherNamespace, writeNamespace } from './fence-frame';

/** What `NamespaceFence` takes. */
export interface NamespaceFenceProps {
  /**
   * The namespace that is fenced: 1 to 63 lower-case letters, digits and `-`.
   * @default - the id of the fence
   */
  readonly namespace?: string;

  /**
   * The first part of the names of all policies of the fence.
   * @default - the namespace
   */
  readonly name?: string;

  /**
   * Labels of every object of the fence.
   * @default - the labels of the chart
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of every object of the fence.
   * @default - none but the reasons of the rules
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Whether the Namespace itself is written too.
   *
   * **Warning:** the owner of a Namespace also deletes it: when the fence is removed from the app, `kubectl apply --prune`, Argo CD or Flux remove
   * the Namespace with everything in it.
   *
   * @default false
   */
  readonly create?: boolean;

  /**
   * How the pods of the namespace resolve names; `DnsProfile.none()` for no DNS.
   * @default DnsProfile.kubeDns()
   */
  readonly dns?: DnsProfile;

  /**
   * Whether pods of the namespace may reach each other.
   * @default true
   */
  readonly insideTraffic?: boolean;
}

/**
 * Fences a whole namespace: default deny in both directions, traffic inside, DNS, and what the methods open.
 *
 * **Isolates** every pod of the namespace, those that do not exist yet included, for ingress and egress. The policies are called
 * `<namespace>-default-deny`, `<namespace>-inside`, `<namespace>-dns` and `<namespace>-<rule id>`; in the manifest the deny comes last, and
 * `ApiObject.of(fence)` is the default deny. At synthesis it is proved that no
 * policy of the app opens the namespace further than constructs of this package state; see `ChecksOptions.fences`.
 *
 * Errors: `name-syntax`, `namespace-name`, `chart-missing`, `id-twice`, `options-type`, `option-unknown`, `option-flag`, `dns-profile`; of
 * its methods those of the constructs, `rule-twice` and `rule-namespace`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export class NamespaceFence extends Construct {
  /** The namespace that is fenced. */
  public readonly namespace: string;
  private readonly frame: FenceFrame;

  constructor(scope: Construct, id: string, props: NamespaceFenceProps = {}) {
    super(scope, newId(scope, id));
    checkOptions(props, '{ namespace: \'production\' }', OPTIONS);
    checkChart(scope, id);
    const namespace = this.namespace = namespaceOfFence(id, props.namespace);
    const { name, labels, annotations } = checkMetadata(namespace, props);
    warnOfOtherNamespace(this, this.namespace, props.namespace);
    const dns = props.dns === undefined ? DnsProfile.kubeDns() : checkDns(props.dns);
    const [create, insideTraffic] = [checkFlag(props.create, 'create', false), checkFlag(props.insideTraffic, 'insideTraffic', true)];
    this.frame = { fence: this, name, namespace: this.namespace, labels, annotations, ruleIds: new Set() };
    const part = (partId: string) => ({ ...claimRuleId(this.frame, partId), namespace: this.namespace });
    // all names are reserved before the first part is written, so a fence is created completely or not at all
    const inside = insideTraffic ? part('inside') : undefined;
    const resolving = dns._rules().length > 0 ? part('dns') : undefined;
    const deny = part('default-deny');
    if (create) writeNamespace(this.frame);
    const parts = new Set<IConstruct>();
    if (inside !== undefined) parts.add(new InsideTraffic(this, 'inside', inside));
    if (resolving !== undefined) parts.add(new DnsEgress(this, 'dns', { ...resolving, profile: dns }));
    const denial = new DefaultDeny(this, 'default-deny', deny);
    parts.add(denial);
    appModelOf(this).addFence({ construct: this, name, namespace, insideTraffic, parts });
    this.node.defaultChild = denial;
  }

  /**
   * Opens pods of the namespace to some peers.
   * @param id the last part of the policy's name; each id once, further rules by `addRule` of what is returned
   * @param options pods, peers, ports
   */
  public allowFrom(id: string, options: AllowFromOptions): AllowFrom {
    return new AllowFrom(this, id, this.rule(id, options));
  }

  /**
   * Lets pods of the namespace reach some peers.
   * @param id the last part of the policy's name; each id once, further rules by `addRule` of what is returned
   * @param options pods, peers, ports
   */
  public allowTo(id: string, options: AllowToOptions): AllowTo {
    return new AllowTo(this, id, this.rule(id, options));
  }

  /**
   * Opens both sides of an edge; ends without a namespace of their own are in this one.
   * @param id the middle part of the names of both policies; each id once
   * @param options both ends, ports
   */
  public allowBetween(id: string, options: AllowBetweenOptions): AllowBetween {
    return new AllowBetween(this, id, this.rule(id, options));
  }

  /**
   * Lets further pods resolve names elsewhere; all pods resolve names by `dns` already.
   * @param id the last part of the policy's name; each id once
   * @param options pods, profile
   */
  public dnsEgress(id: string, options: DnsEgressOptions): DnsEgress {
    return new DnsEgress(this, id, this.rule(id, options));
  }

  /**
   * Lets pods of the namespace reach the API server.
   * @param id the last part of the policy's name; each id once
   * @param options pods, addresses
   */
  public apiServerEgress(id: string, options: ApiServerEgressOptions): ApiServerEgress {
    return new ApiServerEgress(this, id, this.rule(id, options));
  }

  /**
   * Lets the API server call a webhook in the namespace.
   * @param id the last part of the policy's name; each id once
   * @param options pods, addresses
   */
  public webhookIngress(id: string, options: WebhookIngressOptions): WebhookIngress {
    return new WebhookIngress(this, id, this.rule(id, options));
  }

  /**
   * Lets a collector scrape pods of the namespace.
   * @param id the last part of the policy's name; each id once
   * @param options pods, the collector's namespace, ports
   */
  public metricsIngress(id: string, options: MetricsIngressOptions): MetricsIngress {
    return new MetricsIngress(this, id, this.rule(id, options));
  }

  /**
   * Exposes pods of the namespace through an ingress controller or gateway.
   * @param id the last part of the policy's name; each id once
   * @param options pods, the controller's namespace, ports
   */
  public exposeThrough(id: string, options: ExposeThroughOptions): ExposeThrough {
    return new ExposeThrough(this, id, this.rule(id, options));
  }

  /**
   * Lets pods of the namespace reach the internet.
   * @param id the last part of the policy's name; each id once
   * @param options pods, ports
   */
  public internetEgress(id: string, options: InternetEgressOptions): InternetEgress {
    return new InternetEgress(this, id, this.rule(id, options));
  }

  /**
   * The namespace, for `PodSelector.of` and `Peer.of`.
   * @internal
   */
  public _fencedNamespace(): string {
    return this.namespace;
  }

  private rule<T extends PolicyOptions>(id: string, options: T): T & NamespacedProps {
    checkRuleOptions(this.frame, options);
    return { ...options, ...claimRuleId(this.frame, id, options), namespace: this.namespace };
  }
}

const OPTIONS: OptionNames<NamespaceFenceProps> = {
  namespace: true, name: true, labels: true, annotations: true, create: true, dns: true, insideTraffic: true,
};
