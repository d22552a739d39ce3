import { API, ingress, pod, pods } from '../objects';
import { ruleTable } from '../table';

ruleTable('metrics-blocked', {
  'a scraper of the input is closed out': {
    given: [pod('ops/prometheus', { app: 'prometheus' }), pod('shop/api', API, { ports: ['metrics:9100'] }), ingress('shop/p', {}, { from: [pods({})] })],
    found: ['warning NetworkPolicy shop/p spec.ingress | ops/prometheus[Pod] -> shop/api[Pod] TCP 9100: denied'],
  },
  'the input shows no scraper': { given: [pod('shop/api', API, { ports: ['metrics:9100'] }), ingress('shop/p', {})], found: [] },
});
