import type { Construct } from 'constructs';
import { appModelOf } from '../../app';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, namespaceOf, newId, OptionNames, PolicyOptions } from '../input';
import { checkDns, checkPods, DnsProfile, egressRule, Peer, PendingRule, PodSelector, Port, resolveAll } from '../values';
import { PolicyConstruct } from './policy-construct';

/** Who may be reached, and on which ports. */
export interface AllowToRule {
  /** Who may be reached: any of these; at least one, `Peer.anyone()` for everyone. */
  readonly to: Peer[];

  /**
   * The ports of the other end: of the pods behind a Service, not of the Service; at least one when given.
   * @default - for each peer its container ports where `Peer.of(…)` knows some, else every port
   */
  readonly ports?: Port[];

  /**
   * Why the traffic is needed, in one line of at most 1024 bytes; it becomes the annotation `netfence/reason`.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `AllowTo` takes inside a fence. */
export interface AllowToOptions extends PolicyOptions, AllowToRule {
  /** The pods that may go out; `PodSelector.all()` for every pod of the namespace. */
  readonly pods: PodSelector;

  /**
   * How the pods resolve names: UDP and TCP to the resolver become part of the same policy.
   * @default - no DNS in this policy; see `DnsEgress`
   */
  readonly dns?: DnsProfile;
}

/** What `AllowTo` takes. */
export interface AllowToProps extends AllowToOptions, NamespacedProps {}

/**
 * Lets pods reach some peers on some ports.
 *
 * **Isolates** the pods for egress: from then on they reach only what some policy allows. Name resolution goes too, unless `dns`
 * or a `DnsEgress` allows it. Who reaches them stays as it was.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`, `peers-type`, `peers-empty`, `ports-type`, `ports-empty`, `dns-profile`, `reason-text`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export class AllowTo extends PolicyConstruct {
  readonly #rules: PendingRule[];

  constructor(scope: Construct, id: string, props: AllowToProps) {
    newId(scope, id);
    checkOptions(props, '{ pods: …, to: […] }', OPTIONS);
    const pods = checkPods(props.pods, 'pods');
    const namespace = namespaceOf(scope, id, props.namespace, pods._namespace());
    const rules = [ruleOf(props), ...(props.dns === undefined ? [] : checkDns(props.dns)._rules())];
    super(scope, id, props, {
      namespace,
      isolates: ['egress'],
      subject: () => pods._selector(),
      rules: () => resolveAll(rules, namespace),
      reasons: () => rules,
    });
    this.#rules = rules;
  }

  /**
   * Lets the same pods reach further peers, or the same ones on other ports.
   *
   * May be called any number of times; the rules are merged when the manifest is written.
   *
   * @param rule who may be reached
   */
  public addRule(rule: AllowToRule): void {
    checkOptions(rule, '{ to: […], ports: […] }', RULE_OPTIONS);
    this.#rules.push(ruleOf(rule));
    appModelOf(this).touch();
  }
}

function ruleOf({ to, ports, reason }: AllowToRule): PendingRule {
  return egressRule({ peers: to, ports, reason });
}

const RULE_OPTIONS: OptionNames<AllowToRule> = { to: true, ports: true, reason: true };
const OPTIONS: OptionNames<AllowToProps> = { ...NAMESPACED_OPTIONS, ...RULE_OPTIONS, pods: true, dns: true };
