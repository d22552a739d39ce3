import { admin, SHOP } from '../objects';
import { ruleTable } from '../table';

ruleTable('admin-rule-never-reached', {
  'an earlier rule of the same policy': {
    given: [...SHOP, admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }, { action: 'Deny', from: [{ namespaces: {} }] }] })],
    found: ['warning AdminNetworkPolicy a spec.ingress[1] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a policy of lower priority number': {
    given: [...SHOP, admin('b', 2, { subject: { namespaces: {} }, egress: [{ action: 'Allow', to: [{ namespaces: {} }] }] }), admin('a', 1, { subject: { namespaces: {} }, egress: [{ action: 'Deny', to: [{ namespaces: {} }] }] })],
    found: ['warning AdminNetworkPolicy b spec.egress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'a policy of the same priority is not before it': {
    given: [...SHOP, admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }), admin('b', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] })],
    found: [],
  },
});
