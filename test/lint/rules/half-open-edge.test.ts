import { API, egress, ingress, pod, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('half-open-edge', {
  'the destination does not admit': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] }), ingress('shop/q', API)],
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'the source does not allow': {
    given: [...SHOP, egress('shop/p', WEB), ingress('shop/q', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/q spec.ingress[0].from[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'one of several pods is admitted': {
    given: [...SHOP, pod('shop/api2', API), egress('shop/p', WEB, { to: [pods(API)] }), ingress('shop/q', {}, { from: [pods(WEB)] })],
    found: [],
  },
  'a whole namespace names no edge': { given: [...SHOP, egress('shop/p', {}, { to: [pods({})] }), ingress('shop/q', API)], found: [] },
});
