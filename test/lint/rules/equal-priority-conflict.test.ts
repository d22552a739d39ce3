import { admin, SHOP } from '../objects';
import { ruleTable } from '../table';

ruleTable('equal-priority-conflict', {
  'they disagree': {
    given: [...SHOP, admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }), admin('b', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }] })],
    found: ['warning AdminNetworkPolicy b spec.ingress[0]'],
  },
  'they are about different ports': {
    given: [
      ...SHOP,
      admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ports: [{ portNumber: { port: 1 } }] }] }),
      admin('b', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }], ports: [{ portNumber: { port: 2 } }] }] }),
    ],
    found: [],
  },
});
