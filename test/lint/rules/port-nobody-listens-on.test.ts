import { API, block, egress, ingress, pod, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('port-nobody-listens-on', {
  'a port that no destination declares': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('9999', '8080') })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].ports | shop/web[Pod] -> shop/api[Pod] TCP 9999: allowed'],
  },
  'one of the destinations declares it': { given: [...SHOP, ingress('shop/p', {}, { from: [pods(WEB)], ports: ports('5432') })], found: [] },
  'who declares nothing may listen anywhere': { given: [pod('shop/web', WEB), pod('shop/api', API), ingress('shop/p', API, { from: [pods(WEB)], ports: ports('9999') })], found: [] },
  'addresses declare nothing': { given: [...SHOP, egress('shop/p', WEB, { to: [block('198.51.100.0/24')], ports: ports('9999') })], found: [] },
  'for everyone': {
    given: [...SHOP, ingress('shop/p', API, { ports: ports('9999') })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].ports | 203.0.113.1 -> shop/api[Pod] TCP 9999: allowed'],
  },
  'for a block': {
    given: [...SHOP, ingress('shop/p', API, { from: [block('198.51.100.0/24')], ports: ports('9999', '8080') })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].ports | 198.51.100.1 -> shop/api[Pod] TCP 9999: allowed'],
  },
});
