import { Construct } from 'constructs';
import {
  checkFlag, checkMetadata, checkNamespaceName, checkOptions, checkReason, checkStem, NAMESPACED_OPTIONS, NamespacedProps, namespaceOf, newId,
  OptionNames, PolicyOptions,
} from '../input';
import { checkPods, checkPorts, PodSelector, Port } from '../values';
import { Edge } from './edge';

/** What `AllowBetween` takes inside a fence. */
export interface AllowBetweenOptions extends PolicyOptions {
  /** The pods that open the connection. */
  readonly from: PodSelector;

  /** The pods that accept it. */
  readonly to: PodSelector;

  /**
   * The namespace of `from`.
   * @default - the namespace that `PodSelector.of(…)` knows, else `namespace`, else that of the chart
   */
  readonly fromNamespace?: string;

  /**
   * The namespace of `to`.
   * @default - the namespace that `PodSelector.of(…)` knows, else `namespace`, else that of the chart
   */
  readonly toNamespace?: string;

  /**
   * The ports of `to` (not of a Service); at least one when given.
   * @default - the container ports of `to` where `PodSelector.of(…)` knows some, else every port
   */
  readonly ports?: Port[];

  /**
   * Whether both sides are written even where nothing fences them: the pods are isolated then, and reach or are reached by nothing else.
   * @default false
   */
  readonly isolate?: boolean;

  /**
   * Whether each side is written into the chart of its namespace, the first one of the app where there are several; where there is none, into the
   * chart of this construct. Dependencies of this construct hold only for sides in its own chart.
   * @default false
   */
  readonly splitByChart?: boolean;

  /**
   * Why the traffic is needed, in one line of at most 1024 bytes; it becomes the annotation `netfence/reason` on both sides.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `AllowBetween` takes. */
export interface AllowBetweenProps extends AllowBetweenOptions, NamespacedProps {}

/**
 * Opens both sides of one edge: the egress of one end and the ingress of the other, each in its namespace.
 *
 * Isolates **no pods** unless `isolate` is true. A side is written where this app fences it, which is decided when the manifests are
 * written; a side that is open stays open and unwritten, with a warning on stderr. When neither side is fenced the edge would change
 * nothing, and that is an error. The policies are called `<id>-egress` and `<id>-ingress`; dependencies of this construct hold for both.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `option-flag`, `pods-type`, `ports-type`, `ports-empty`, `reason-text`; when the
 * app is synthesized `edge-open`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export class AllowBetween extends Construct {
  /** The namespace of the pods that open the connection. */
  public readonly fromNamespace: string;
  /** The namespace of the pods that accept it. */
  public readonly toNamespace: string;

  constructor(scope: Construct, id: string, props: AllowBetweenProps) {
    super(scope, newId(scope, id));
    checkOptions(props, '{ from: …, to: …, ports: […] }', OPTIONS);
    const [from, to] = [checkPods(props.from, 'from'), checkPods(props.to, 'to')];
    if (props.namespace !== undefined) checkNamespaceName(props.namespace, '`namespace`');
    const at = (pods: PodSelector, namespace: string | undefined) =>
      namespaceOf(scope, id, namespace ?? (pods._namespace() === undefined ? props.namespace : undefined), pods._namespace());
    this.fromNamespace = at(from, props.fromNamespace);
    this.toNamespace = at(to, props.toNamespace);
    const { name, labels, annotations } = checkMetadata(id, props);
    checkStem(name, '-ingress');
    new Edge(this, {
      options: { labels, annotations },
      name,
      from: { pods: from, namespace: this.fromNamespace },
      to: { pods: to, namespace: this.toNamespace },
      ports: checkPorts(props.ports),
      reason: checkReason(props.reason),
      isolate: checkFlag(props.isolate, 'isolate', false),
      splitByChart: checkFlag(props.splitByChart, 'splitByChart', false),
    });
  }
}

const OPTIONS: OptionNames<AllowBetweenProps> = {
  ...NAMESPACED_OPTIONS, from: true, to: true, fromNamespace: true, toNamespace: true, ports: true, isolate: true, splitByChart: true, reason: true,
};
