import { NAMESPACE_NAME_LABEL } from '../../model';
import { PROTOCOLS, TrafficSet } from '../../sets';
import type { LabelledPods, OverridingRule } from '../encoder';

/** The definitions allow no more of each list. */
const MAX_PORTS = 100;

/** An AdminNetworkPolicy as a manifest. @see https://network-policy-api.sigs.k8s.io/reference/spec/ (AdminNetworkPolicySpec) */
export function encodeAdminAllow({ name, priority, direction, subject, peer, traffic }: OverridingRule) {
  const ports = portsOf(traffic);
  const rule = { action: 'Allow', [direction === 'ingress' ? 'from' : 'to']: [endOf(peer)], ...(!traffic.isAll() && { ports }) };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec: { priority, subject: endOf(subject), [direction]: [rule] },
  };
}

/** Whether the ports of one rule can hold the traffic. */
export function fitsAdminRule(traffic: TrafficSet): boolean {
  return traffic.isAll() || portsOf(traffic).length <= MAX_PORTS;
}

function portsOf(traffic: TrafficSet) {
  return PROTOCOLS.flatMap((protocol) => traffic.ports(protocol).ranges().map(({ first, last }) =>
    (first === last ? { portNumber: { protocol, port: first } } : { portRange: { protocol, start: first, end: last } })));
}

function endOf({ namespace, labels }: LabelledPods) {
  const namespaces = { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } };
  return Object.keys(labels).length === 0 ? { namespaces } : { pods: { namespaceSelector: namespaces, podSelector: { matchLabels: { ...labels } } } };
}
