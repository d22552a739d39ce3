import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Direction } from '../../model';
import { Labels, PROTOCOLS, TrafficSet } from '../../sets';

/** Pods of one namespace, by their labels. */
export interface AdminEnd {
  readonly namespace: string;
  readonly labels: Labels;
}

/** One rule that allows what a later policy denies. */
export interface AdminAllow {
  readonly name: string;
  /** 0 to 1000; the lower comes first. */
  readonly priority: number;
  readonly direction: Direction;
  readonly subject: AdminEnd;
  readonly peer: AdminEnd;
  readonly traffic: TrafficSet;
}

/** The definitions allow no more of each list. */
export const MOST_ADMIN_PORTS = 100;

/** An AdminNetworkPolicy as a manifest. @see https://network-policy-api.sigs.k8s.io/reference/spec/ (AdminNetworkPolicySpec) */
export function encodeAdminAllow({ name, priority, direction, subject, peer, traffic }: AdminAllow) {
  const ports = portsOf(traffic);
  const rule = { action: 'Allow', [direction === 'ingress' ? 'from' : 'to']: [endOf(peer)], ...(!traffic.isAll() && { ports }) };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec: { priority, subject: endOf(subject), [direction]: [rule] },
  };
}

/** How many entries the ports of a rule take. */
export function adminPorts(traffic: TrafficSet): number {
  return traffic.isAll() ? 0 : portsOf(traffic).length;
}

function portsOf(traffic: TrafficSet) {
  return PROTOCOLS.flatMap((protocol) => traffic.ports(protocol).ranges().map(({ first, last }) =>
    (first === last ? { portNumber: { protocol, port: first } } : { portRange: { protocol, start: first, end: last } })));
}

function endOf({ namespace, labels }: AdminEnd) {
  const namespaces = { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } };
  return Object.keys(labels).length === 0 ? { namespaces } : { pods: { namespaceSelector: namespaces, podSelector: { matchLabels: { ...labels } } } };
}
