import type { TrafficSet } from '../../../sets';
import type { OverridingRule } from '../../encoder';
import { encodePods, encodeTraffic } from '../encode';

/** The definitions allow no more of each list. */
const MAX_PORTS = 100;

/** An AdminNetworkPolicy as a manifest. @see https://network-policy-api.sigs.k8s.io/reference/spec/ (AdminNetworkPolicySpec) */
export function encodeAdminAllow({ name, priority, direction, subject, peer, traffic }: OverridingRule) {
  const ports = portsOf(traffic);
  const rule = { action: 'Allow', [direction === 'ingress' ? 'from' : 'to']: [encodePods(peer)], ...(!traffic.isAll() && { ports }) };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec: { priority, subject: encodePods(subject), [direction]: [rule] },
  };
}

/** Whether the ports of one rule can hold the traffic. */
export function fitsAdminRule(traffic: TrafficSet): boolean {
  return traffic.isAll() || portsOf(traffic).length <= MAX_PORTS;
}

function portsOf(traffic: TrafficSet) {
  return encodeTraffic(traffic, (protocol, first, last) =>
    (first === last ? { portNumber: { protocol, port: first } } : { portRange: { protocol, start: first, end: last } }));
}
