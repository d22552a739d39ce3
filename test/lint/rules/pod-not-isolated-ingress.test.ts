import { ingress, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('pod-not-isolated-ingress', {
  'a namespace with policies has a hole': {
    given: [...SHOP, ingress('shop/p', WEB)],
    found: ['warning Namespace shop | 203.0.113.1 -> shop/api[Pod] TCP 443: allowed'],
  },
  'a namespace without policies': { given: SHOP, found: ['info Namespace shop | 203.0.113.1 -> shop/web[Pod] TCP 443: allowed'] },
  'all are isolated, and system namespaces are not checked': { given: [...SHOP, RESOLVER, ingress('shop/p', {})], found: [] },
});
