import { block, egress, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('metadata-service-open', {
  'IPv4': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8')] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 169.254.169.254 TCP 80: allowed'],
  },
  'IPv6': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('::/0')] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> fd00:ec2::254 TCP 80: allowed'],
  },
  'another port, and who is not isolated': { given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0')], ports: ports('443') })], found: [] },
  'an empty rule opens everything, this among it': { given: [...SHOP, egress('shop/p', WEB, {})], found: [] },
  'an empty rule for one port does not': {
    given: [...SHOP, egress('shop/p', WEB, { ports: ports('80') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 169.254.169.254 TCP 80: allowed'],
  },
});
