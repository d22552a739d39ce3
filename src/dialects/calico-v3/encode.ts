import { NAMESPACE_NAME_LABEL } from '../../model';
import { PROTOCOLS } from '../../sets';
import type { Labels, TrafficSet } from '../../sets';
import type { TieredRule } from '../encoder';
import { DEFAULT_TIER } from './tiers';

/** Network sets with the labels of a pod lack it. */
const IS_POD = "projectcalico.org/orchestrator == 'k8s'";

/** A NetworkPolicy of Calico with one rule that allows. @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy */
export function encodeCalicoAllow({ name, tier, order, direction, subject, peer, traffic }: TieredRule) {
  const other = {
    selector: selectorOf(peer.labels, [IS_POD]),
    ...(peer.namespace !== subject.namespace && { namespaceSelector: `${NAMESPACE_NAME_LABEL} == '${peer.namespace}'` }),
  };
  const far = direction === 'ingress' ? 'source' : 'destination';
  const rules = partsOf(traffic).map(({ protocol, ports }) => {
    const destination = { ...(far === 'destination' && other), ...(ports.length > 0 && { ports }) };
    return {
      action: 'Allow',
      ...(protocol !== undefined && { protocol }),
      ...(far === 'source' && { source: other }),
      ...(Object.keys(destination).length > 0 && { destination }),
    };
  });
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    // releases before 3.30 take only names that begin with their tier
    metadata: { name: tier === DEFAULT_TIER ? name : `${tier}.${name}`, namespace: subject.namespace },
    spec: {
      ...(tier !== DEFAULT_TIER && { tier }),
      order,
      selector: selectorOf(subject.labels, []),
      types: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: rules,
    },
  };
}

function selectorOf(labels: Labels, more: readonly string[]): string {
  const parts = [...Object.entries(labels).map(([key, value]) => `${key} == '${value}'`), ...more];
  return parts.length === 0 ? 'all()' : parts.join(' && ');
}

/** One part for each protocol; all traffic is one part without a protocol. */
function partsOf(traffic: TrafficSet) {
  if (traffic.isAll()) return [{ protocol: undefined, ports: [] }];
  return PROTOCOLS.filter((protocol) => !traffic.ports(protocol).isEmpty()).map((protocol) => {
    const set = traffic.ports(protocol);
    const ports = set.isAll() ? [] : set.ranges().map(({ first, last }) => (first === last ? first : `${first}:${last}`));
    return { protocol, ports };
  });
}
