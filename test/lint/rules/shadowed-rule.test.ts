import { API, block, egress, ingress, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('shadowed-rule', {
  'a wider policy beside it': {
    given: [...SHOP, ingress('shop/narrow', API, { from: [pods(WEB)], ports: ports('8080') }), ingress('shop/wide', {}, { from: [pods({})] })],
    found: ['warning NetworkPolicy shop/narrow spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'of two equal rules the later one': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)] }), ingress('shop/b', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/b spec.ingress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a block inside a block': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('203.0.113.0/24')] }, { to: [block('0.0.0.0/0')] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 203.0.113.1 TCP 80: allowed'],
  },
  'neither covers the other': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)], ports: ports('8080', '9090') }), ingress('shop/b', {}, { from: [pods({})], ports: ports('8080') })],
    found: [],
  },
  'a selector of tomorrow counts': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)] }), ingress('shop/b', API, { from: [pods({ ...WEB, tier: 'front' })] })],
    found: ['warning NetworkPolicy shop/b spec.ingress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
});
