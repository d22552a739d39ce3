import { API, egress, ingress, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('reply-ports', {
  'from 1024 on': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)], ports: ports('1024-65535') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].ports | shop/web[Pod] -> shop/api[Pod] TCP 50000: allowed'],
  },
  'over UDP, to anyone': {
    given: [...SHOP, ingress('shop/p', WEB, { ports: ports('32768-60999/UDP') })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].ports | 203.0.113.1 -> shop/web[Pod] UDP 50000: allowed'],
  },
  'node ports, or every port': { given: [...SHOP, ingress('shop/p', WEB, { from: [pods(API)], ports: ports('30000-32767', '1-65535/UDP') })], found: [] },
});
