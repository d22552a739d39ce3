import { API, cluster, egress, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const deny = (subject: object = {}) => cluster('b', 'Baseline', 1, { subject: { namespaces: subject }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] });
const found = 'info ClusterNetworkPolicy b spec.ingress[0] | ';

ruleTable('baseline-rule-hidden', {
  'NetworkPolicies isolate all its pods': {
    given: [...SHOP, deny(), ingress('shop/all', {}, { from: [pods(WEB)] })],
    found: [`${found}shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed`],
  },
  'they agree with it': { given: [...SHOP, deny(), ingress('shop/all', {})], found: [`${found}shop/web[Pod] -> shop/api[Pod] TCP 8080: denied`] },
  'some pods are isolated': { given: [...SHOP, deny(), ingress('shop/api', API)], found: [] },
  'isolated for the other direction': { given: [...SHOP, deny(), egress('shop/all', {})], found: [] },
  'it has no pods': { given: [...SHOP, deny({ matchLabels: { 'kubernetes.io/metadata.name': 'bank' } }), ingress('shop/all', {})], found: [] },
  'it may have others': { given: [...SHOP, deny({ matchLabels: { team: 'shop' } }), ingress('shop/all', {})], found: [] },
  'a tier that comes before': {
    given: [...SHOP, cluster('b', 'Admin', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }), ingress('shop/all', {})],
    found: [],
  },
});
