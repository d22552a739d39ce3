import { API, DB, egress, ingress, pod, pods, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('named-port-unresolved', {
  'no container declares the name': {
    given: [pod('shop/web', WEB), pod('shop/api', API, { ports: ['http:80'] }), egress('shop/p', WEB, { to: [pods(API)], ports: ports('web') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].ports'],
  },
  'the name is another protocol\'s': {
    given: [pod('shop/api', API, { ports: ['dns:53/UDP'] }), ingress('shop/p', API, { ports: ports('dns') })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].ports'],
  },
  'one of the destinations declares it': {
    given: [pod('shop/api', API, { ports: ['http:80'] }), pod('shop/db', DB), ingress('shop/p', {}, { ports: ports('http') })],
    found: [],
  },
});
