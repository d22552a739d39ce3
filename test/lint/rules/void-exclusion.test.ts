import { API, block, egress, ingress, NAME, namespace, namespaces, pod, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const notIn = (key: string, ...values: readonly string[]) => ({ matchExpressions: [{ key, operator: 'NotIn', values }] });
const ALL = { namespaceSelector: {} };
const NOT_TESTING = { namespaceSelector: notIn(NAME, 'testing') };
const TESTING = [namespace('testing'), pod('testing/probe', { app: 'probe' })];
const PROBE = 'testing/probe[Pod] -> shop/api[Pod] TCP 8080: allowed';
const TO = { ports: ports('8080') };

ruleTable('void-exclusion', {
  'another item of the rule means all namespaces': {
    given: [...SHOP, ...TESTING, ingress('shop/p', API, { from: [NOT_TESTING, ALL], ...TO })],
    found: [`warning NetworkPolicy shop/p spec.ingress[0].from[0] | ${PROBE}`],
  },
  'another rule has a further item': {
    given: [...SHOP, ...TESTING, ingress('shop/p', API, { from: [NOT_TESTING, pods(WEB)], ...TO }, { from: [namespaces({}, { app: 'probe' }), namespaces({}, {})], ...TO })],
    found: [],
  },
  'another policy admits the pods that are left out': {
    given: [
      ...SHOP, ...TESTING, ingress('shop/p', API, { from: [{ namespaceSelector: { matchLabels: { tier: 'x' } }, podSelector: notIn('app', 'probe') }, block('192.0.2.0/24')], ...TO }),
      namespace('tiered', { tier: 'x' }), pod('tiered/probe', { app: 'probe' }), pod('tiered/web', WEB), ingress('shop/q', API, { from: [namespaces({ tier: 'x' })], ...TO }),
    ],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | tiered/probe[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a wider block beside one with exceptions': {
    given: [...SHOP, ingress('shop/p', API, { from: [block('203.0.0.0/16', '203.0.113.0/24'), block('203.0.112.0/20')], ...TO })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | 203.0.113.0 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'egress, for all ports': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16'), block('8.0.0.0/6'), block('192.0.0.0/8')] })],
    found: [],
  },
  'the cluster is left out, and a part of it admitted': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8')] }, { to: [block('10.0.0.0/8')] })],
    found: [],
  },
  'the other item is for another port': { given: [...SHOP, ...TESTING, ingress('shop/p', API, { from: [NOT_TESTING], ...TO }, { from: [ALL], ports: ports('9090') })], found: [] },
  'the other item is for other pods': { given: [...SHOP, ...TESTING, ingress('shop/p', API, { from: [NOT_TESTING, pods(WEB)], ...TO }), ingress('shop/q', WEB, { from: [ALL] })], found: [] },
  'nothing else is open': { given: [...SHOP, ...TESTING, ingress('shop/p', API, { from: [NOT_TESTING], ...TO })], found: [] },
});
