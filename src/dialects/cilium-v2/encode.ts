import { PROTOCOLS } from '../../sets';
import type { TrafficSet } from '../../sets';
import type { AllowingRule } from '../encoder';
import { NAMESPACE } from './label-keys';

/** The definitions allow no more ports in an item. */
const MAX_PORTS = 40;

/** A CiliumNetworkPolicy with one rule that allows. @see https://docs.cilium.io/en/stable/security/policy/language/ */
export function encodeAllow({ name, direction, subject, peer, traffic, isolates }: AllowingRule) {
  const prefix = direction === 'ingress' ? 'from' : 'to';
  const peers = 'block' in peer
    ? { [`${prefix}CIDR`]: [peer.block] }
    : { [`${prefix}Endpoints`]: [{ matchLabels: { ...(peer.namespace !== subject.namespace && { [`k8s:${NAMESPACE}`]: peer.namespace }), ...peer.labels } }] };
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name, namespace: subject.namespace },
    spec: {
      endpointSelector: { matchLabels: { ...subject.labels } },
      ...(!isolates && { enableDefaultDeny: { [direction]: false } }),
      [direction]: [{ ...peers, ...(!traffic.isAll() && { toPorts: itemsOf(traffic) }) }],
    },
  };
}

function itemsOf(traffic: TrafficSet) {
  const ports = PROTOCOLS.flatMap((protocol) => {
    const set = traffic.ports(protocol);
    if (set.isAll()) return [{ port: '0', protocol }];
    return set.ranges().map(({ first, last }) => ({ port: String(first), ...(last > first && { endPort: last }), protocol }));
  });
  return Array.from({ length: Math.ceil(ports.length / MAX_PORTS) }, (_, i) => ({ ports: ports.slice(i * MAX_PORTS, (i + 1) * MAX_PORTS) }));
}
