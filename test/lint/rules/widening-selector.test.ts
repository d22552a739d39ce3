import { API, ingress, namespace, pod, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('widening-selector', {
  'a pod without the key': {
    given: [...SHOP, ingress('shop/p', API, { from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['low'] }] } }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a namespace without the key': {
    given: [...SHOP, namespace('ops'), pod('ops/tool', WEB), ingress('shop/p', API, { from: [{ namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['dev'] }] } }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | ops/tool[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'the key must be there': {
    given: [...SHOP, ingress('shop/p', API, { from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['low'] }, { key: 'tier', operator: 'Exists' }] } }] })],
    found: [],
  },
});
