import { block, DB, ingress, pod, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const webhook = { ...pod('shop/hook', { app: 'hook' }), spec: { containers: [{ name: 'main', ports: [{ containerPort: 10250 }] }] } };

ruleTable('sensitive-port-exposed', {
  'a database for everyone': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('0.0.0.0/0')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'a block that holds the address of examples, and no more than a block': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('203.0.113.0/24')] })],
    found: [],
  },
  'all but the block that holds the address of examples': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('0.0.0.0/0', '203.0.113.0/24')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 198.51.100.1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'two halves in two policies': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('0.0.0.0/1')] }), ingress('shop/q', DB, { from: [block('128.0.0.0/1')] })],
    found: ['warning NetworkPolicy shop/q spec.ingress[0] | 203.0.113.1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'less than half': { given: [...SHOP, ingress('shop/p', DB, { from: [block('128.0.0.0/1', '128.0.0.0/32')] })], found: [] },
  'the internet of IPv6': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('2000::/3')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 2001:db8::1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'a webhook on the port that the kubelet has on nodes': { given: [webhook, ingress('shop/p', { app: 'hook' })], found: [] },
  'who is not isolated is another matter': { given: [...SHOP, ingress('shop/p', WEB)], found: [] },
});
