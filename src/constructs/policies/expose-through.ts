import { Construct } from 'constructs';
import { checkOptions, NAMESPACED_OPTIONS, NamespacedProps, OptionNames, PolicyOptions } from '../input';
import { PodSelector, podsOfNamespace, Port } from '../values';
import { AllowFrom } from './allow-from';

/** What `ExposeThrough` takes inside a fence. */
export interface ExposeThroughOptions extends PolicyOptions {
  /** The pods that are exposed. */
  readonly pods: PodSelector;

  /** The namespace of the ingress controller or gateway, such as `ingress-nginx`. */
  readonly controllerNamespace: string;

  /**
   * The pods of the controller in that namespace.
   * @default - every pod of that namespace
   */
  readonly controller?: PodSelector;

  /**
   * The ports of the pods (not of a Service) that the controller forwards to; at least one when given.
   * @default - the container ports of the pods where `PodSelector.of(…)` knows some, else every port
   */
  readonly ports?: Port[];

  /**
   * Why the pods are exposed, in one line.
   * @default - no reason is recorded
   */
  readonly reason?: string;
}

/** What `ExposeThrough` takes. */
export interface ExposeThroughProps extends ExposeThroughOptions, NamespacedProps {}

/**
 * Exposes pods through an ingress controller or a gateway, and through nothing else.
 *
 * **Isolates** the pods for ingress, as every `AllowFrom` does. A controller on the host network has the addresses of nodes, which no
 * selector matches: allow those with `AllowFrom` and `Peer.cidr(…)`.
 *
 * Errors: those of `AllowFrom`, `namespace-required`, `namespace-name`, and `pods-elsewhere` when the controller is in another namespace.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
 */
export class ExposeThrough extends AllowFrom {
  constructor(scope: Construct, id: string, props: ExposeThroughProps) {
    checkOptions(props, '{ pods: …, controllerNamespace: \'ingress-nginx\' }', OPTIONS);
    const { controllerNamespace, controller, ...rest } = props;
    super(scope, id, { ...rest, from: [podsOfNamespace(controllerNamespace, controller, 'controllerNamespace', 'controller')] });
  }
}

const OPTIONS: OptionNames<ExposeThroughProps> = {
  ...NAMESPACED_OPTIONS, pods: true, controllerNamespace: true, controller: true, ports: true, reason: true,
};
