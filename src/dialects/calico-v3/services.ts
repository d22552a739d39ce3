import type { NamedPort, RulePeer, RuleTraffic, Service, ServiceEndpoints } from '../../model';
import { formatAddress, IpSet, LabelSelector, PortSet, TrafficSet } from '../../sets';
import type { Fields } from '../manifest';

/** The Services of an input, and their endpoints. */
export interface Services {
  readonly services: readonly Service[];
  readonly endpoints: readonly ServiceEndpoints[];
}

/** Whom a Service means, and the ports that lead to it. */
interface ServiceEnds {
  readonly peers: readonly RulePeer[];
  /** `undefined` where they are not known. */
  readonly traffic?: RuleTraffic;
}

/**
 * The ends of a Service; of one of whose pods and ports nothing is known, no one is sure.
 * @see https://docs.tigera.io/calico/latest/network-policy/policy-rules/service-policy
 */
export function serviceEnds({ name, namespace = undefined }: Fields, home: string | undefined, { services, endpoints }: Services): ServiceEnds {
  const space = namespace ?? home;
  const service = services.find((one) => one.name === name && one.namespace === space);
  if (service === undefined) return { peers: [{ type: 'unreadable', why: 'the Service that it names is not in the input', absent: true }] };
  if (service.selector !== undefined) {
    const named = service.ports.flatMap(({ targetPort, protocol }): NamedPort[] => (typeof targetPort === 'string' ? [{ name: targetPort, protocol }] : []));
    const fixed = service.ports.flatMap(({ targetPort, protocol }) => (typeof targetPort === 'number' ? [TrafficSet.of(protocol, PortSet.single(targetPort))] : []));
    const peer: RulePeer = { type: 'endpoints', endpoints: { namespaces: { name: service.namespace }, pods: LabelSelector.labels(service.selector) } };
    return { peers: [peer], traffic: { fixed: TrafficSet.unionOf(fixed), named } };
  }
  const own = endpoints.filter((one) => one.service === service.name && one.namespace === service.namespace);
  const held = own.flatMap(({ addresses }) => addresses);
  if (held.length === 0) return { peers: [{ type: 'unreadable', why: 'the endpoints of a Service without selector are not in the input' }] };
  const blocks = held.map((address) => ({ cidr: `${formatAddress(address)}/${address.family === 4 ? 32 : 128}`, except: [] }));
  const ports = own.flatMap((one) => one.ports).map(({ port, protocol }) =>
    TrafficSet.of(protocol, port === undefined ? PortSet.ALL : PortSet.single(port)));
  const peer: RulePeer = { type: 'addresses', addresses: IpSet.addresses(held), pods: 'by-address', blocks };
  return { peers: [peer], traffic: { fixed: TrafficSet.unionOf(ports), named: [] } };
}
