import { NAMESPACE_NAME_LABEL } from '../../model';
import { PROTOCOLS } from '../../sets';
import type { TrafficSet } from '../../sets';
import type { TieredRule } from '../encoder';
import { DEFAULT_TIER } from './tiers';

/** A NetworkPolicy of Antrea with one rule that allows. @see https://antrea.io/docs/main/docs/antrea-network-policy/ */
export function encodeAntreaAllow({ name, tier, order, direction, subject, peer, traffic }: TieredRule) {
  const other = {
    podSelector: { matchLabels: { ...peer.labels } },
    ...(peer.namespace !== subject.namespace && { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: peer.namespace } } }),
  };
  const rule = { name: 'allow', action: 'Allow', [direction === 'ingress' ? 'from' : 'to']: [other], ...(!traffic.isAll() && { ports: portsOf(traffic) }) };
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: subject.namespace },
    spec: {
      ...(tier !== DEFAULT_TIER && { tier }),
      priority: order,
      appliedTo: [{ podSelector: { matchLabels: { ...subject.labels } } }],
      [direction]: [rule],
    },
  };
}

function portsOf(traffic: TrafficSet) {
  return PROTOCOLS.flatMap((protocol) => {
    const set = traffic.ports(protocol);
    if (set.isAll()) return [{ protocol }];
    return set.ranges().map(({ first, last }) => ({ protocol, port: first, ...(last > first && { endPort: last }) }));
  });
}
