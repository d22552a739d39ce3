import { Construct } from 'constructs';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, OptionNames, PolicyOptions } from '../input';
import { PodSelector, podsOfNamespace, Port, requirePorts } from '../values';
import { AllowFrom } from './allow-from';

/** What `MetricsIngress` takes inside a fence. */
export interface MetricsIngressOptions extends PolicyOptions {
  /** The pods that offer metrics; `PodSelector.all()` for every pod of the namespace. */
  readonly pods: PodSelector;

  /** The namespace of the collector, such as `monitoring`. */
  readonly collectorNamespace: string;

  /**
   * The pods of the collector in that namespace.
   * @default - every pod of that namespace
   */
  readonly collector?: PodSelector;

  /** The ports of the pods that offer metrics, such as `Port.tcpNamed('metrics')`. */
  readonly ports: Port[];

  /**
   * Why the metrics are collected, in one line.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `MetricsIngress` takes. */
export interface MetricsIngressProps extends MetricsIngressOptions, NamespacedProps {}

/**
 * Lets a collector, such as Prometheus, scrape pods.
 *
 * **Isolates** the pods for ingress, as every `AllowFrom` does.
 *
 * Errors: those of `AllowFrom`, `namespace-required`, `namespace-name`, `ports-missing`, and `pods-elsewhere` when the collector is in
 * another namespace.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export class MetricsIngress extends AllowFrom {
  constructor(scope: Construct, id: string, props: MetricsIngressProps) {
    checkOptions(props, '{ pods: …, collectorNamespace: \'monitoring\', ports: […] }', OPTIONS);
    const { collectorNamespace, collector, ports, ...rest } = props;
    super(scope, id, {
      ...rest,
      from: [podsOfNamespace(collectorNamespace, collector, 'collectorNamespace', 'collector')],
      ports: requirePorts(ports, 'a `MetricsIngress`'),
    });
  }
}

const OPTIONS: OptionNames<MetricsIngressProps> = {
  ...NAMESPACED_OPTIONS, pods: true, collectorNamespace: true, collector: true, ports: true, reason: true,
};
