import type { Backend } from '../../model';
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

function withPort(service: string, port: unknown): Backend {
  return typeof port === 'number' || (typeof port === 'string' && port !== '') ? { service, port } : { service };
}

function push(object: Manifest, backends: readonly Backend[], sink: DecodeSink): void {
  sink.ingressRoutes.push({ kind: object.kind, namespace: object.namespace!, name: object.name, backends, origin: object.origin });
}
