import type { TrafficSet } from '../../../sets';
import type { OverridingRule } from '../../encoder';
import { encodePods, encodeTraffic } from '../encode';

/** The definitions allow no more of each list. */
const MAX_PROTOCOLS = 25;

/** A ClusterNetworkPolicy of the Admin tier as a manifest. @see https://network-policy-api.sigs.k8s.io/reference/spec/ (ClusterNetworkPolicySpec) */
export function encodeClusterAccept({ name, priority, direction, subject, peer, traffic }: OverridingRule) {
  const rule = { action: 'Accept', [direction === 'ingress' ? 'from' : 'to']: [encodePods(peer)], ...(!traffic.isAll() && { protocols: protocolsOf(traffic) }) };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier: 'Admin', priority, subject: encodePods(subject), [direction]: [rule] },
  };
}

/** Whether one rule can hold the traffic. */
export function fitsClusterRule(traffic: TrafficSet): boolean {
  return traffic.isAll() || protocolsOf(traffic).length <= MAX_PROTOCOLS;
}

function protocolsOf(traffic: TrafficSet) {
  return encodeTraffic(traffic, (protocol, first, last) =>
    ({ [protocol.toLowerCase()]: { destinationPort: first === last ? { number: first } : { range: { start: first, end: last } } } }));
}
