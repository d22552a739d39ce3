import type { Construct } from 'constructs';
import { fail } from '../../errors';
import { checkOptions, checkReason, NAMESPACED_OPTIONS, NamespacedProps, namespaceOf, newId, OptionNames, PolicyOptions } from '../input';
import { checkDns, checkPods, DnsProfile, PodSelector, resolveAll } from '../values';
import { PolicyConstruct } from './policy-construct';

/** What `DnsEgress` takes inside a fence. */
export interface DnsEgressOptions extends PolicyOptions {
  /**
   * The pods that may resolve names.
   * @default - all pods of the namespace
   */
  readonly pods?: PodSelector;

  /**
   * Where they resolve names.
   * @default DnsProfile.kubeDns()
   */
  readonly profile?: DnsProfile;

  /**
   * Why names are resolved there, in one line of at most 1024 bytes; it becomes the annotation `netfence/reason`.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `DnsEgress` takes. */
export interface DnsEgressProps extends DnsEgressOptions, NamespacedProps {}

/**
 * Lets pods resolve names: UDP and TCP to the DNS of the cluster.
 *
 * **Isolates** the pods for egress: where nothing else allows more, they reach nothing but DNS.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`, `dns-profile`, `dns-none`, `reason-text`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class DnsEgress extends PolicyConstruct {
  constructor(scope: Construct, id: string, props: DnsEgressProps = {}) {
    newId(scope, id);
    checkOptions(props, '{ profile: DnsProfile.kubeDns() }', OPTIONS);
    const pods = props.pods === undefined ? PodSelector.all() : checkPods(props.pods, 'pods');
    const rules = (props.profile === undefined ? DnsProfile.kubeDns() : checkDns(props.profile, 'profile'))._rules(checkReason(props.reason));
    if (rules.length === 0) fail('dns-none', 'a `DnsEgress` must allow some DNS, got `DnsProfile.none()`', 'leave it out, or write `DefaultDenyEgress`');
    const namespace = namespaceOf(scope, id, props.namespace, pods._namespace());
    super(scope, id, props, {
      namespace,
      isolates: ['egress'],
      subject: () => pods._selector(),
      rules: () => resolveAll(rules, namespace),
      reasons: () => rules,
    });
  }
}

const OPTIONS: OptionNames<DnsEgressProps> = { ...NAMESPACED_OPTIONS, pods: true, profile: true, reason: true };
