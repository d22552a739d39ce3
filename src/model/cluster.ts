import type { Address, Labels, Protocol } from '../sets';
import type { Facts } from './facts';
import type { FieldPath, Origin } from './origin';
import type { Operator } from './operator';
import type { PodMaker } from './pod-maker';

/** The label that the control plane sets on every namespace; no user can change it. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** A namespace that the input declares or only names. */
export interface Namespace {
  readonly name: string;
  /** With `kubernetes.io/metadata.name`, always. */
  readonly labels: Labels;
  /**
   * Whether it may have labels beside these: the input names the namespace, and neither declares it nor states its labels.
   * @default false
   */
  readonly openLabels?: boolean;
  /** Absent if the input names the namespace but does not declare it. */
  readonly origin?: Origin;
}

/** A namespace that the input names and does not declare: of its labels only that is known which the API server sets. */
export function undeclaredNamespace(name: string): Namespace {
  return { name, labels: { [NAMESPACE_NAME_LABEL]: name }, openLabels: true };
}

/** A namespace of a cluster by its name; it need not be declared. */
export function namespaceNamed<T>(namespaces: ReadonlyMap<string, T>, name: string): T | Namespace {
  return namespaces.get(name) ?? undeclaredNamespace(name);
}

/** A port that a container declares; Kubernetes does not require the declaration. */
export interface ContainerPort {
  readonly name?: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * One pod, or the pods of one template: no policy can distinguish these pods.
 * Several of them may share `namespace`, `name` and `kind` (pods of one owner): together they are one workload.
 */
export interface Workload {
  readonly namespace: string;
  /** The owner's name; for a pod without owner, its own. */
  readonly name: string;
  /** The owner's kind; for a pod without owner, `Pod`. */
  readonly kind: string;
  /** The pod's own name where it is known: the input shows the pod itself, or the pod has an ordinal. */
  readonly pod?: string;
  /** The number of the first pod, where the pods of a template are numbered (those of a StatefulSet). */
  readonly firstOrdinal?: number;
  /** The number of the pod among these, where it is judged by itself. */
  readonly ordinal?: number;
  readonly labels: Labels;
  /**
   * Keys of labels that a controller adds and whose values are not known: present with some value.
   * @default - none
   */
  readonly unknownLabels?: readonly string[];
  readonly ports: readonly ContainerPort[];
  /** The addresses of the pod; empty if the input does not contain them. */
  readonly addresses: readonly Address[];
  readonly hostNetwork: boolean;
  /** The number of pods that this represents, as far as it is known. */
  readonly replicas: number;
  /**
   * Whether there may be more pods than `replicas` says: none is written, a HorizontalPodAutoscaler decides, or the nodes do.
   * @default false
   */
  readonly mayScale?: boolean;
  /**
   * Whether that is so only because the object does not say how many pods there are: the API server writes one.
   * @default false
   */
  readonly isCountUnwritten?: boolean;
  readonly node?: string;
  readonly serviceAccount?: string;
  readonly origin?: Origin;
}

/** A node of the cluster, as the input shows it. */
export interface Node {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly Address[];
  readonly origin?: Origin;
}

/** One port of a Service, and the port of the pods to which it is translated. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** A number, or the name of a container port. */
  readonly targetPort: number | string;
  /** The port of every node that leads to it; absent if the input tells none. */
  readonly nodePort?: number;
}

/** A Service, as the input shows it. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** Absent for a Service without selector: it selects no pod of the input. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  readonly type: string;
  /** Inside the cluster; empty where it has none, or the input does not tell it. */
  readonly addresses: readonly Address[];
  /**
   * Of load balancers, and those that nodes take for it beside their own.
   * @default - none
   */
  readonly externalAddresses?: readonly Address[];
  /**
   * The addresses of load balancers to which calls really go, from pods too (`ipMode: Proxy`).
   * @default - none
   */
  readonly proxies?: readonly Address[];
  /**
   * Whether its pods see the sources of calls to these addresses (`externalTrafficPolicy: Local`).
   * @default false
   */
  readonly keepsSources?: boolean;
  /**
   * The blocks whose clients the load balancer lets in, as written.
   * @default - all
   */
  readonly sourceRanges?: readonly string[];
  /**
   * The name that its own name stands for, where it is nothing but another name.
   * @default - none
   */
  readonly externalName?: string;
  /**
   * Whether its name stands for the addresses of its pods, so that nothing is translated.
   * @default false
   */
  readonly headless?: boolean;
  readonly origin?: Origin;
}

/** What a Service without selector leads to, or one with a selector at some time. */
export interface ServiceEndpoints {
  readonly namespace: string;
  readonly service: string;
  readonly addresses: readonly Address[];
  readonly ports: readonly EndpointPort[];
  /**
   * Whether they count beside the pods that a selector selects: no controller wrote them.
   * @default false
   */
  readonly isOwn?: boolean;
  readonly origin?: Origin;
}

/** A port of endpoints, for the port of the Service that has the same name. */
export interface EndpointPort {
  readonly name?: string;
  /** Absent = every port. */
  readonly port?: number;
  readonly protocol: Protocol;
}

/** A target of an ingress route: a Service of the namespace, with a port if one is given. */
export interface Backend {
  readonly service: string;
  /** @default - that of the object that names it */
  readonly namespace?: string;
  /** Port name or number, target port name or number; absent = all ports. */
  readonly port?: string | number;
}

/** An Ingress, a Route, or a route of a Gateway: traffic from outside, forwarded by a controller to backends. */
export interface IngressRoute {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly backends: readonly Backend[];
  readonly origin?: Origin;
}

/** A Service that the API server calls. */
export interface ServiceCall {
  readonly namespace: string;
  readonly service: string;
  /** The port of the Service. */
  readonly port: number;
  /** The field that names it. */
  readonly path: FieldPath;
  /** The webhook's own name, where it has one. */
  readonly name?: string;
}

/** An object that makes the API server call Services: a webhook configuration, a conversion of custom resources, or an aggregated API. */
export interface ApiExtension {
  readonly kind: string;
  readonly name: string;
  readonly calls: readonly ServiceCall[];
  readonly origin?: Origin;
}

/** The objects of the input, without policies. */
export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  /** @default - none */
  readonly endpoints?: readonly ServiceEndpoints[];
  readonly ingressRoutes: readonly IngressRoute[];
  /** Those of Gateways, apart, for forms that are shared with another tool do not know them. @default - none */
  readonly gatewayRoutes?: readonly IngressRoute[];
  /** @default - none */
  readonly extensions?: readonly ApiExtension[];
  /** @default - none: the input contains all pods */
  readonly podMakers?: readonly PodMaker[];
  /** Those by the roles of their service accounts. @default - none */
  readonly operators?: readonly Operator[];
  /** @default - nothing is stated beside the objects */
  readonly facts?: Facts;
}
