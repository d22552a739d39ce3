import type { ServicePort } from '../../model';
import type { DecodeSink } from '../dialect';
import type { ObjectProblems } from '../object-problems';
import { fieldsOf, isFields, listOf, textOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { decodeAddresses } from './addresses';
import { isProtocol } from './container-ports';
import { decodeLabels } from './labels';

const SPEC = Place.TOP.at('spec');

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export function decodeService(object: Manifest, sink: DecodeSink): void {
  const spec = fieldsOf(object.value.spec);
  const problems = sink.problemsOf(object);
  const selector = isFields(spec.selector) && Object.keys(spec.selector).length === 0 ? undefined : spec.selector ?? undefined;
  const addresses = listOf(spec.clusterIPs).length > 0 ? listOf(spec.clusterIPs) : [spec.clusterIP];
  sink.services.push({
    namespace: object.namespace!,
    name: object.name,
    ...(selector !== undefined && { selector: decodeLabels(selector, () => SPEC.at('selector'), object, sink) }),
    ports: listOf(spec.ports).flatMap((item, i) => decodePort(fieldsOf(item), SPEC.at('ports').at(i), problems) ?? []),
    type: textOf(spec.type) ?? 'ClusterIP',
    addresses: decodeAddresses(addresses.filter((address) => textOf(address) !== undefined && address !== 'None'), () => SPEC.at('clusterIP'), object, sink),
    origin: object.origin,
  });
}

function decodePort(fields: Fields, place: Place, problems: ObjectProblems): ServicePort | undefined {
  const { port, targetPort } = fields;
  const protocol = textOf(fields.protocol) ?? 'TCP';
  if (!isPort(port)) problems.add('invalid-value', place.at('port'), `must be a whole number between 1 and 65535, got ${quote(port)}`);
  if (!isProtocol(protocol)) problems.add('invalid-value', place.at('protocol'), `must be TCP, UDP or SCTP, got ${quote(protocol)}`);
  const target = targetPort === undefined || targetPort === null || targetPort === 0 || targetPort === '' ? port : targetPort;
  const known = isPort(target) || typeof target === 'string';
  if (!known && isPort(port)) problems.add('invalid-value', place.at('targetPort'), `must be a port number or the name of one, got ${quote(targetPort)}`);
  if (!isPort(port) || !isProtocol(protocol) || !known) return undefined;
  const name = textOf(fields.name);
  return { ...(name !== undefined && { name }), port, protocol, targetPort: target };
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}
