import { NAMESPACE_NAME_LABEL } from '../../model';
import { PROTOCOLS } from '../../sets';
import type { TrafficSet } from '../../sets';
import type { LabelledPods } from '../encoder';

/** Pods by their namespace and labels, as a subject or a peer. */
export function encodePods({ namespace, labels }: LabelledPods) {
  const namespaces = { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } };
  return Object.keys(labels).length === 0 ? { namespaces } : { pods: { namespaceSelector: namespaces, podSelector: { matchLabels: { ...labels } } } };
}

/** The ranges of ports of each protocol, as one item each. */
export function encodeTraffic<T>(traffic: TrafficSet, item: (protocol: (typeof PROTOCOLS)[number], first: number, last: number) => T): T[] {
  return PROTOCOLS.flatMap((protocol) => traffic.ports(protocol).ranges().map(({ first, last }) => item(protocol, first, last)));
}
