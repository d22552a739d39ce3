import { API, block, ingress, namespaces, pod } from '../objects';
import { ruleTable } from '../table';

ruleTable('webhook-blocked', {
  'only pods get in': {
    given: [pod('shop/hook', API, { ports: ['webhook:9443'] }), ingress('shop/p', API, { from: [namespaces({})] })],
    found: ['info NetworkPolicy shop/p spec.ingress | 203.0.113.1 -> shop/hook[Pod] TCP 9443: denied'],
  },
  'some address gets in': { given: [pod('shop/hook', API, { ports: ['webhook:9443'] }), ingress('shop/p', API, { from: [block('192.0.2.10/32')] })], found: [] },
});
