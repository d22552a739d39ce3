import type { Construct } from 'constructs';
import { appModelOf } from '../../app';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, namespaceOf, newId, OptionNames, PolicyOptions } from '../input';
import { checkPods, ingressRule, Peer, PendingRule, PodSelector, Port, resolveAll } from '../values';
import { PolicyConstruct } from './policy-construct';

/** Who may connect, and on which ports. */
export interface AllowFromRule {
  /** Who may connect: any of these; at least one, `Peer.anyone()` for everyone. */
  readonly from: Peer[];

  /**
   * The ports of the pods (not of a Service) that are opened; at least one when given.
   * @default - the container ports of the pods where `PodSelector.of(…)` knows some, else every port
   */
  readonly ports?: Port[];

  /**
   * Why the traffic is needed, in one line of at most 1024 bytes; it becomes the annotation `netfence/reason`.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `AllowFrom` takes inside a fence. */
export interface AllowFromOptions extends PolicyOptions, AllowFromRule {
  /** The pods that are opened; `PodSelector.all()` for every pod of the namespace. */
  readonly pods: PodSelector;
}

/** What `AllowFrom` takes. */
export interface AllowFromProps extends AllowFromOptions, NamespacedProps {}

/**
 * Opens pods to some peers on some ports.
 *
 * **Isolates** the pods for ingress: from then on only what some policy allows reaches them. Their egress stays as it was.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`, `peers-type`, `peers-empty`, `ports-type`, `ports-empty`, `reason-text`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export class AllowFrom extends PolicyConstruct {
  readonly #pods: PodSelector;
  readonly #rules: PendingRule[];

  constructor(scope: Construct, id: string, props: AllowFromProps) {
    newId(scope, id);
    checkOptions(props, '{ pods: …, from: […] }', OPTIONS);
    const pods = checkPods(props.pods, 'pods');
    const namespace = namespaceOf(scope, id, props.namespace, pods._namespace());
    const rules = [ruleOf(pods, props)];
    super(scope, id, props, {
      namespace,
      isolates: ['ingress'],
      subject: () => pods._selector(),
      rules: () => resolveAll(rules, namespace),
      reasons: () => rules,
    });
    this.#pods = pods;
    this.#rules = rules;
  }

  /**
   * Opens the same pods to further peers, or to the same ones on other ports.
   *
   * May be called any number of times; the rules are merged when the manifest is written.
   *
   * @param rule who may connect
   */
  public addRule(rule: AllowFromRule): void {
    checkOptions(rule, '{ from: […], ports: […] }', RULE_OPTIONS);
    this.#rules.push(ruleOf(this.#pods, rule));
    appModelOf(this).touch();
  }
}

function ruleOf(pods: PodSelector, { from, ports, reason }: AllowFromRule): PendingRule {
  return ingressRule(pods, { peers: from, ports, reason });
}

const RULE_OPTIONS: OptionNames<AllowFromRule> = { from: true, ports: true, reason: true };
const OPTIONS: OptionNames<AllowFromProps> = { ...NAMESPACED_OPTIONS, ...RULE_OPTIONS, pods: true };
