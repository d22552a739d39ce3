import { admin, cluster, SHOP } from '../objects';
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
  'two of one tier disagree about addresses': {
    given: [...SHOP, ...['Deny', 'Accept'].map((action, i) =>
      cluster('ab'[i], 'Baseline', 5, { subject: { namespaces: {} }, egress: [{ action, to: [{ networks: [['10.0.0.0/8', '10.1.0.0/16'][i]] }] }] }))],
    found: ['warning ClusterNetworkPolicy b spec.egress[0]'],
  },
  'about the port of one name': {
    given: [...SHOP, ...['Deny', 'Accept'].map((action, i) =>
      cluster('ab'[i], 'Admin', 5, { subject: { namespaces: {} }, ingress: [{ action, from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: 'http' }] }] }))],
    found: ['warning ClusterNetworkPolicy b spec.ingress[0]'],
  },
  'tiers count for themselves': {
    given: [...SHOP, ...(['Admin', 'Baseline'] as const).map((tier, i) =>
      cluster('ab'[i], tier, 5, { subject: { namespaces: {} }, ingress: [{ action: ['Deny', 'Accept'][i], from: [{ namespaces: {} }] }] }))],
    found: [],
  },
  'other addresses': {
    given: [...SHOP, ...['Deny', 'Accept'].map((action, i) =>
      cluster('ab'[i], 'Admin', 5, { subject: { namespaces: {} }, egress: [{ action, to: [{ networks: [['10.0.0.0/16', '10.1.0.0/16'][i]] }] }] }))],
    found: [],
  },
});
