import { namespace, SHOP } from '../objects';
import { ruleTable } from '../table';

const policy = (action: string, from: readonly object[]) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind: 'ClusterNetworkPolicy', metadata: { name: 'p' }, spec: { priority: 5, appliedTo: [{ podSelector: { matchLabels: { app: 'api' } } }], ingress: [{ action, from }] },
});
const nothing = { namespaces: { sameLabels: [] } };

ruleTable('peer-left-out', {
  'it allows everyone': { given: [...SHOP, policy('Allow', [nothing])], found: ['error ClusterNetworkPolicy p spec.ingress[0].from[0].namespaces | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'] },
  'it denies everyone': { given: [...SHOP, policy('Drop', [nothing])], found: ['error ClusterNetworkPolicy p spec.ingress[0].from[0].namespaces | 203.0.113.1 -> shop/api[Pod] TCP 8080: denied'] },
  'another peer is left': { given: [...SHOP, policy('Allow', [nothing, { podSelector: {} }])], found: [] },
  'labels are named': { given: [...SHOP, namespace('shop', { team: 'a' }), policy('Allow', [{ namespaces: { sameLabels: ['team'] } }])], found: [] },
  'no peer is written': { given: [...SHOP, policy('Allow', [])], found: [] },
});
