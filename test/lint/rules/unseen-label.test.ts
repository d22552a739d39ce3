import { API, cilium, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const hash = { 'pod-template-hash': 'x' };

ruleTable('unseen-label', {
  'of the subject, of peers and of expressions': {
    given: [...SHOP, cilium('shop/p', hash, {
      ingress: [{ fromEndpoints: [{ matchLabels: WEB }, { matchExpressions: [{ key: 'k8s:topology.kubernetes.io/zone', operator: 'NotIn', values: ['a'] }] }] }],
      egressDeny: [{ toEndpoints: [{ matchLabels: hash }] }],
    })],
    found: [
      'error CiliumNetworkPolicy shop/p spec.egressDeny[0].toEndpoints[0].matchLabels.pod-template-hash',
      'error CiliumNetworkPolicy shop/p spec.endpointSelector.matchLabels.pod-template-hash',
      'error CiliumNetworkPolicy shop/p spec.ingress[0].fromEndpoints[1].matchExpressions[0]',
    ],
  },
  'labels that are kept, and those of namespaces': {
    given: [...SHOP, cilium('shop/p', { 'app.kubernetes.io/name': 'x' }, { ingress: [{ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': 'x' } }] }] })],
    found: [],
  },
  'another source has labels of its own': { given: [...SHOP, cilium('shop/p', { 'reserved:kubernetes.io': '' }, { ingress: [{}] })], found: [] },
  'a NetworkPolicy is not of the agent': { given: [...SHOP, ingress('shop/n', API, { from: [pods(hash)] })], cni: 'cilium', found: [] },
  'another agent does not read it': { given: [...SHOP, cilium('shop/p', hash, { ingress: [{}] })], cni: 'calico', found: [] },
});
