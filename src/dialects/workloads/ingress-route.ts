import type { Backend, IngressRoute } from '../../model';
import type { DecodeSink } from '../dialect';
import { fieldsOf, listOf, textOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';

/**
 * An Ingress: its default backend and the backend of every HTTP path, in the forms of `v1` and of the beta versions before it.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export function decodeIngress(object: Manifest, sink: DecodeSink): void {
  const spec = fieldsOf(object.value.spec);
  const paths = listOf(spec.rules).flatMap((rule) => listOf(fieldsOf(fieldsOf(rule).http).paths));
  const backends = [spec.defaultBackend ?? spec.backend, ...paths.map((path) => fieldsOf(path).backend)];
  push(object, backends.flatMap((backend) => decodeBackend(fieldsOf(backend)) ?? []), sink);
}

function decodeBackend(backend: Fields): Backend | undefined {
  const service = fieldsOf(backend.service);
  const name = textOf(service.name) ?? textOf(backend.serviceName);
  if (name === undefined) return undefined;
  const { number, name: portName } = fieldsOf(service.port);
  return withPort(name, number ?? portName ?? backend.servicePort);
}

/**
 * A Route: `to` and the alternate backends, of kind Service.
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/network_apis/route-route-openshift-io-v1
 */
export function decodeRoute(object: Manifest, sink: DecodeSink): void {
  const spec = fieldsOf(object.value.spec);
  const port = fieldsOf(spec.port).targetPort;
  const backends = [spec.to, ...listOf(spec.alternateBackends)].map(fieldsOf).flatMap((backend) => {
    const name = (textOf(backend.kind) ?? 'Service') === 'Service' ? textOf(backend.name) : undefined;
    return name === undefined ? [] : [withPort(name, port)];
  });
  push(object, backends, sink);
}

/** The routes of a Gateway whose traffic is TCP. */
export const GATEWAY_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

/**
 * A route of a Gateway: the Services among the backends of its rules. Whether the namespace of a backend grants it is not asked.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/ (HTTPRouteSpec, BackendObjectReference)
 */
export function decodeGatewayRoute(object: Manifest, sink: DecodeSink): void {
  const references = listOf(fieldsOf(object.value.spec).rules).flatMap((rule) => listOf(fieldsOf(rule).backendRefs)).map(fieldsOf);
  const backends = references.flatMap(({ group, kind, name, namespace, port }): Backend[] => {
    const service = (textOf(group) ?? '') === '' && (textOf(kind) ?? 'Service') === 'Service' ? textOf(name) : undefined;
    const elsewhere = textOf(namespace);
    return service === undefined ? [] : [{ ...withPort(service, port), ...(elsewhere !== undefined && { namespace: elsewhere }) }];
  });
  sink.gatewayRoutes.push(routeOf(object, backends));
}

function withPort(service: string, port: unknown): Backend {
  return typeof port === 'number' || (typeof port === 'string' && port !== '') ? { service, port } : { service };
}

function push(object: Manifest, backends: readonly Backend[], sink: DecodeSink): void {
  sink.ingressRoutes.push(routeOf(object, backends));
}

function routeOf({ kind, namespace, name, origin }: Manifest, backends: readonly Backend[]): IngressRoute {
  return { kind, namespace: namespace!, name, backends, origin };
}
