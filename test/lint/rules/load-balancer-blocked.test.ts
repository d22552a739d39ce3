import { block, ingress, namespaces, service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('load-balancer-blocked', {
  'node ports, too': {
    given: [...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 8080 }], { type: 'NodePort' }), ingress('shop/p', {}, { from: [namespaces({})] })],
    found: ['warning Service shop/web spec.type | 203.0.113.1 -> shop/web[Pod] TCP 8080: denied'],
  },
  'some address gets in': {
    given: [...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 8080 }], { type: 'LoadBalancer' }), ingress('shop/p', {}, { from: [block('10.0.0.0/8')] })],
    found: [],
  },
  'a Service for pods only': { given: [...SHOP, service('shop/web', WEB, [{ port: 80 }]), ingress('shop/p', {})], found: [] },
});
