import { API, block, egress, ingress, NAME, namespaces, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const TO_8080 = { ports: ports('8080') };

ruleTable('split-rule', {
  'peers and ports in two items': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)] }, TO_8080)],
    found: ['warning NetworkPolicy shop/p spec.ingress[1] | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'in the other order, with a block': {
    given: [...SHOP, ingress('shop/p', API, TO_8080, { from: [block('198.51.100.0/24')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'egress to a port that the peer listens on': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods({ app: 'db' })] }, { ports: ports('5432') })],
    found: ['warning NetworkPolicy shop/p spec.egress[1] | shop/web[Pod] -> 203.0.113.1 TCP 5432: allowed'],
  },
  'egress to pods that are not shown': {
    given: [...SHOP, egress('shop/p', WEB, { to: [namespaces({ [NAME]: 'cache' })] }, { ports: ports('6379') })],
    found: ['warning NetworkPolicy shop/p spec.egress[1] | shop/web[Pod] -> 203.0.113.1 TCP 6379: allowed'],
  },
  'names for everyone, beside peers': { given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] }, { ports: ports('53/UDP', '53') })], found: [] },
  'the web for everyone, beside peers that are not shown': { given: [...SHOP, egress('shop/p', WEB, { to: [namespaces({ [NAME]: 'x' })] }, { ports: ports('443') })], found: [] },
  'a whole namespace, and an entrance': { given: [...SHOP, ingress('shop/p', API, { from: [{ podSelector: {} }] }, TO_8080)], found: [] },
  'one item with both': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ...TO_8080 })], found: [] },
  'both with ports': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('9090') }, TO_8080)], found: [] },
  'in two policies': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)] }), ingress('shop/q', API, TO_8080)], found: [] },
  'no pod is open': { given: [...SHOP, ingress('shop/p', { app: 'none' }, { from: [pods(WEB)] }, TO_8080)], found: [] },
});
