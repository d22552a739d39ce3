import { API, block, cilium, DB, ingress, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('ingress-from-anywhere', {
  'a block of everything': {
    given: [...SHOP, ingress('shop/p', WEB, { from: [block('0.0.0.0/0')], ports: ports('443') })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from | 203.0.113.1 -> shop/web[Pod] TCP 443: allowed'],
  },
  'at every port': {
    given: [...SHOP, ingress('shop/p', WEB, { from: [block('0.0.0.0/0')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from | 203.0.113.1 -> shop/web[Pod] TCP 8080: allowed'],
  },
  'most of it': {
    given: [...SHOP, ingress('shop/p', WEB, { from: [block('0.0.0.0/0', '203.0.113.0/24')], ports: ports('443') })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from | 198.51.100.1 -> shop/web[Pod] TCP 443: allowed'],
  },
  'the port of a database, which `sensitive-port-exposed` reports': { given: [...SHOP, ingress('shop/p', DB, { ports: ports('5432') })], found: [] },
  'the port of a database and another one': {
    given: [...SHOP, ingress('shop/p', DB, { ports: ports('5432', '9187') })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from | 203.0.113.1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'a part of it': { given: [...SHOP, ingress('shop/p', WEB, { from: [block('192.0.0.0/2')] })], found: [] },
  'the entity of the world': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEntities: ['world'] }] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.ingress[0].fromEntities | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'the entity of all, at a port': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEntities: ['all'], toPorts: [{ ports: [{ port: '8080' }] }] }] })],
    found: ['info CiliumNetworkPolicy shop/p spec.ingress[0].fromEntities | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'],
  },
});
