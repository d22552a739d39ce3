import type { EndpointPort } from '../../model';
import type { DecodeSink } from '../dialect';
import { fieldsOf, listOf, textOf } from '../manifest';
import type { Manifest } from '../manifest';
import { Place } from '../place';
import { decodeAddresses } from './addresses';
import { isProtocol } from './container-ports';

/** The label of a slice that names its Service. */
const SERVICE_NAME = 'kubernetes.io/service-name';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
export function decodeEndpointSlice(object: Manifest, sink: DecodeSink): void {
  const service = textOf(fieldsOf(object.metadata.labels)[SERVICE_NAME]);
  const { addressType, endpoints, ports } = object.value;
  // slices of host names hold no addresses
  if (service === undefined || addressType === 'FQDN') return;
  const addresses = listOf(endpoints).flatMap((endpoint) => listOf(fieldsOf(endpoint).addresses));
  add(object, sink, service, addresses, listOf(ports), isHandWritten(object));
}

/**
 * The controller keeps its slices as the selector says, and knows them by this label; a slice of it names the pods.
 * @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#management
 */
function isHandWritten({ metadata, value }: Manifest): boolean {
  const isOfPod = (endpoint: unknown) => fieldsOf(fieldsOf(endpoint).targetRef).kind === 'Pod';
  return textOf(fieldsOf(metadata.labels)[MANAGED_BY]) !== 'endpointslice-controller.k8s.io' && !listOf(value.endpoints).every(isOfPod);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/ */
export function decodeEndpoints(object: Manifest, sink: DecodeSink): void {
  for (const subset of listOf(object.value.subsets)) {
    const { addresses, notReadyAddresses, ports } = fieldsOf(subset);
    add(object, sink, object.name, [...listOf(addresses), ...listOf(notReadyAddresses)].map((item) => fieldsOf(item).ip), listOf(ports));
  }
}

function add(object: Manifest, sink: DecodeSink, service: string, texts: readonly unknown[], ports: readonly unknown[], isOwn = false): void {
  const addresses = decodeAddresses(texts, () => Place.TOP, object, sink);
  if (addresses.length === 0) return;
  const common = { namespace: object.namespace!, service, origin: object.origin };
  sink.endpoints.push({ ...common, addresses, ports: ports.map((port) => portOf(port)), ...(isOwn && { isOwn }) });
}

function portOf(item: unknown): EndpointPort {
  const { name, port, protocol } = fieldsOf(item);
  const spoken = textOf(protocol) ?? 'TCP';
  const named = textOf(name);
  return {
    ...(named !== undefined && named !== '' && { name: named }),
    ...(typeof port === 'number' && { port }),
    protocol: isProtocol(spoken) ? spoken : 'TCP',
  };
}
