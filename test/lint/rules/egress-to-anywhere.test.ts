import { block, egress, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('egress-to-anywhere', {
  'a port without peers': {
    given: [...SHOP, egress('shop/p', WEB, { ports: ports('443') })],
    found: ['info NetworkPolicy shop/p spec.egress[0].to | shop/web[Pod] -> 203.0.113.1 TCP 443: allowed'],
  },
  'names only, which `dns-to-anyone` reports': { given: [...SHOP, egress('shop/p', WEB, { ports: ports('53/UDP', '53') })], found: [] },
  'DNS over TCP and another port': {
    given: [...SHOP, egress('shop/p', WEB, { ports: ports('53', '853') })],
    found: ['info NetworkPolicy shop/p spec.egress[0].to | shop/web[Pod] -> 203.0.113.1 TCP 53: allowed'],
  },
  'a part of the addresses': { given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8')] })], found: [] },
});
