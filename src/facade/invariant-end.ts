import { fail } from '../errors';
import { LabelSelector } from '../sets';
import type { Direction } from '../model';
import { addressesEnd, EndSpec } from '../analysis';

/** One end of an invariant: pods by namespace and labels, those that do not exist yet included, or addresses. */
export class InvariantEnd {
  /** All pods of a namespace. */
  public static namespace(name: string): InvariantEnd {
    return InvariantEnd.pods(name, {});
  }

  /**
   * Pods of one namespace that have these labels.
   *
   * @param labels each with exactly this value; none = all pods
   */
  public static pods(namespace: string, labels: { [key: string]: string }): InvariantEnd {
    return new InvariantEnd({ type: 'pods', namespace, pods: LabelSelector.labels(labels) });
  }

  /**
   * Pods of all namespaces that have these labels.
   *
   * @param labels each with exactly this value; none = all pods
   */
  public static podsEverywhere(labels: { [key: string]: string }): InvariantEnd {
    return new InvariantEnd({ type: 'pods', pods: LabelSelector.labels(labels) });
  }

  /**
   * Pods of the namespaces that have these labels. Anyone who may label namespaces decides which they are.
   *
   * @param podLabels the labels of the pods; none: all pods
   */
  public static labelledNamespaces(namespaceLabels: { [key: string]: string }, podLabels: { [key: string]: string }): InvariantEnd {
    return new InvariantEnd({ type: 'pods', namespaces: LabelSelector.labels(namespaceLabels), pods: LabelSelector.labels(podLabels) });
  }

  /** All pods of all namespaces. */
  public static allPods(): InvariantEnd {
    return InvariantEnd.podsEverywhere({});
  }

  /**
   * Pods that have the labels of a workload of the input, in its namespace: anyone who may create pods there can make more of them.
   *
   * @param name `namespace/name` or `namespace/name[Kind]`
   */
  public static workload(name: string): InvariantEnd {
    return new InvariantEnd({ type: 'workload', name });
  }

  /**
   * Addresses outside the cluster, as blocks such as `169.254.169.254/32`, IPv4 or IPv6. One address without a length is the pod, node or Service
   * that has it.
   */
  public static addresses(cidrs: string[]): InvariantEnd {
    return new InvariantEnd(addressesEnd(cidrs));
  }

  /** Every pod and every address that none of these means. */
  public static outside(ends: InvariantEnd[]): InvariantEnd {
    if (ends.length === 0) fail('invariant-end', '`outside` of an empty list is everything', 'name an end, or leave the list out to mean anyone');
    return new InvariantEnd({ type: 'outside', of: ends.map((end) => end._spec()) });
  }

  readonly #spec: EndSpec;

  private constructor(spec: EndSpec) {
    this.#spec = spec;
  }

  /** The same pods, as far as some policy isolates their egress. */
  public isolatedForEgress(): InvariantEnd {
    return this.onlyIsolated('egress');
  }

  /** The same pods, as far as some policy isolates their ingress. */
  public isolatedForIngress(): InvariantEnd {
    return this.onlyIsolated('ingress');
  }

  /** @internal */
  public _spec(): EndSpec {
    return this.#spec;
  }

  private onlyIsolated(isolated: Direction): InvariantEnd {
    if (this.#spec.type !== 'pods') fail('invariant-end', `only pods by their labels can be narrowed to isolated ones, got ${this.#spec.type}`, 'start from `InvariantEnd.pods(…)`');
    return new InvariantEnd({ ...this.#spec, isolated });
  }
}
