import type { ServicePort } from '../../model';
import { Address, parseAddress, parseCidr } from '../../sets';
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
  if ((object.value.spec ?? null) !== null && !isFields(object.value.spec)) problems.add('wrong-type', SPEC, `must be an object, got ${quote(object.value.spec)}`);
  const selector = isFields(spec.selector) && Object.keys(spec.selector).length === 0 ? undefined : spec.selector ?? undefined;
  const addresses = listOf(spec.clusterIPs).length > 0 ? listOf(spec.clusterIPs) : [spec.clusterIP];
  const external = externalAddresses(object, sink);
  const proxies = proxyTexts(object).flatMap((text) => parseAddress(text) ?? []);
  const ranges = listOf(spec.loadBalancerSourceRanges).flatMap((range) => textOf(range) ?? []).filter((text) => parseCidr(text) !== undefined);
  sink.services.push({
    namespace: object.namespace!,
    name: object.name,
    ...(selector !== undefined && { selector: decodeLabels(selector, () => SPEC.at('selector'), object, sink) }),
    ports: listOf(spec.ports).flatMap((item, i) => decodePort(fieldsOf(item), SPEC.at('ports').at(i), problems) ?? []),
    type: textOf(spec.type) ?? 'ClusterIP',
    ...(spec.type === 'ExternalName' && textOf(spec.externalName) !== undefined && { externalName: textOf(spec.externalName)! }),
    addresses: decodeAddresses(addresses.filter((address) => textOf(address) !== undefined && address !== 'None'), () => SPEC.at('clusterIP'), object, sink),
    ...(external.length > 0 && { externalAddresses: external }),
    ...(proxies.length > 0 && { proxies }),
    ...(spec.externalTrafficPolicy === 'Local' && { keepsSources: true }),
    ...(ranges.length > 0 && { sourceRanges: ranges }),
    ...(addresses[0] === 'None' && { headless: true }),
    origin: object.origin,
  });
}

/** Of `externalIPs`, and of the load balancer: as it was requested and as it was given. */
function externalAddresses(object: Manifest, sink: DecodeSink): readonly Address[] {
  const { externalIPs, loadBalancerIP } = fieldsOf(object.value.spec);
  const given = listOf(fieldsOf(fieldsOf(object.value.status).loadBalancer).ingress).flatMap((item) => textOf(fieldsOf(item).ip) ?? []);
  const texts = [...listOf(externalIPs), loadBalancerIP, ...given].filter((text) => textOf(text) !== undefined && text !== '');
  return decodeAddresses(texts, (i) => (i < listOf(externalIPs).length ? SPEC.at('externalIPs').at(i) : Place.TOP.at('status')), object, sink);
}

/** @see https://kubernetes.io/docs/reference/networking/virtual-ips/#load-balancer-ip-mode */
function proxyTexts({ value }: Manifest): readonly string[] {
  return listOf(fieldsOf(fieldsOf(value.status).loadBalancer).ingress).map(fieldsOf).flatMap(({ ip, ipMode }) => (ipMode === 'Proxy' ? textOf(ip) ?? [] : []));
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
  const nodePort = isPort(fields.nodePort) ? fields.nodePort : undefined;
  return { ...(name !== undefined && { name }), port, protocol, targetPort: target, ...(nodePort !== undefined && { nodePort }) };
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}
