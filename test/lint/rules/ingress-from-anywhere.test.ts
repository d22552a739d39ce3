import { block, ingress, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('ingress-from-anywhere', {
  'a block of everything': {
    given: [...SHOP, ingress('shop/p', WEB, { from: [block('0.0.0.0/0')], ports: ports('443') })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from | 203.0.113.1 -> shop/web[Pod] TCP 443: allowed'],
  },
  'a part of it': { given: [...SHOP, ingress('shop/p', WEB, { from: [block('0.0.0.0/0', '10.0.0.0/8')] })], found: [] },
});
