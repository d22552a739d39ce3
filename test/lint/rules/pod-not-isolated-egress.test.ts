import { egress, ingress, SHOP } from '../objects';
import { ruleTable } from '../table';

ruleTable('pod-not-isolated-egress', {
  'no policy restricts egress': { given: [...SHOP, ingress('shop/p', {})], found: ['info Namespace shop | shop/web[Pod] -> 203.0.113.1 TCP 443: allowed'] },
  'all are isolated': { given: [...SHOP, egress('shop/p', {})], found: [] },
});
