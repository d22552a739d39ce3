import { API, ingress, namespace, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('mesh-tunnel-blocked', {
  'an ambient namespace': {
    given: [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), ...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('8080') })],
    found: ['warning NetworkPolicy shop/p spec.ingress | shop/web[Pod] -> shop/api[Pod] TCP 15008: denied'],
  },
  'no source is admitted': { given: [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), ...SHOP, ingress('shop/p', API)], found: [] },
  'no mesh': { given: [namespace('shop'), ...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('8080') })], found: [] },
});
