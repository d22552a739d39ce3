import { egress, ingress, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('egress-left-open', {
  'an empty list that stands in the file': {
    given: `{ apiVersion: v1, kind: Pod, metadata: { namespace: shop, name: web }, spec: { containers: [] } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: shop, name: p }
spec:
  podSelector: {}
  egress: []
`,
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> 203.0.113.1 TCP 443: allowed'],
  },
  'a name that promises it': {
    given: [...SHOP, ingress('shop/deny-egress', WEB)],
    found: ['warning NetworkPolicy shop/deny-egress spec | shop/web[Pod] -> 203.0.113.1 TCP 443: allowed'],
  },
  'another policy closes it': { given: [...SHOP, ingress('shop/deny-egress', WEB), egress('shop/q', {})], found: [] },
});
