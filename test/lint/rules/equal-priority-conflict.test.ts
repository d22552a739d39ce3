import { admin, cluster, ingress, SHOP } from '../objects';
import { ruleTable } from '../table';

const calico = (name: string, action: string, spec: object = {}) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: name.includes('/') ? 'NetworkPolicy' : 'GlobalNetworkPolicy',
  metadata: name.includes('/') ? { namespace: name.split('/')[0], name: name.split('/')[1] } : { name },
  spec: { order: 1, types: ['Ingress'], ingress: [{ action }], ...spec },
});
const antrea = (name: string, action: string, more: object = {}) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind: 'ClusterNetworkPolicy', metadata: { name }, spec: { priority: 5, appliedTo: [{ podSelector: {} }], ingress: [{ action, ...more }] },
});

ruleTable('equal-priority-conflict', {
  'Calico takes two of the cluster by their names': { given: [...SHOP, calico('a', 'Allow'), calico('b', 'Deny')], found: ['info GlobalNetworkPolicy b spec.ingress[0]'] },
  'but not one of the cluster and one of a namespace': { given: [...SHOP, calico('a', 'Allow'), calico('shop/b', 'Deny')], found: ['warning NetworkPolicy shop/b spec.ingress[0]'] },
  'nor one at order 1000 and a NetworkPolicy': {
    given: [...SHOP, ingress('shop/n', {}, { from: [{ podSelector: {} }] }), calico('shop/b', 'Deny', { order: 1000 })],
    found: ['warning NetworkPolicy shop/b spec.ingress[0]'],
  },
  'other orders, other pods, other ends': {
    given: [...SHOP, calico('a', 'Allow'), calico('b', 'Deny', { order: 2 }), calico('c', 'Deny', { namespaceSelector: 'projectcalico.org/name == "other"' }),
      calico('d', 'Deny', { order: 3, ingress: [{ action: 'Deny', source: { selector: 'app == "web"', nets: ['10.0.0.0/8'], notNets: ['10.0.0.0/8'] } }] }),
      calico('e', 'Allow', { order: 3, ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8'] } }] }),
      calico('f', 'Deny', { order: 4, ingress: [{ action: 'Deny', destination: { selector: 'app == "web"' } }] }), calico('g', 'Allow', { order: 4, selector: 'app == "api"' })],
    found: [],
  },
  'rules of Antrea of one tier, priority and position': { given: [...SHOP, antrea('a', 'Allow'), antrea('b', 'Drop')], found: ['warning ClusterNetworkPolicy b spec.ingress[0]'] },
  'two of Antrea that agree': { given: [...SHOP, antrea('a', 'Drop'), antrea('b', 'Reject')], found: [] },
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
