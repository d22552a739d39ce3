import { API, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('every-tcp-port', {
  'a port item without port': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: [{}] })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].ports | shop/web[Pod] -> shop/api[Pod] UDP 53: denied'],
  },
  'no list of ports is every protocol': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)] })], found: [] },
});
