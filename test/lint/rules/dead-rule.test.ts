import { admin, API, cilium, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const calico = (name: string, spec: object) => ({ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec });
const tier = (defaultAction: string) => ({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'first' }, spec: { order: 1, defaultAction } });

ruleTable('dead-rule', {
  'a tier before it ends with a denial': {
    given: [...SHOP, tier('Deny'), calico('g', { tier: 'first', types: ['Ingress'] }), ingress('shop/p', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'the tier passes the rest': { given: [...SHOP, tier('Pass'), calico('g', { tier: 'first', types: ['Ingress'] }), ingress('shop/p', API, { from: [pods(WEB)] })], found: [] },
  'the tier is about the other direction': { given: [...SHOP, tier('Deny'), calico('g', { tier: 'first', types: ['Egress'], egress: [{ action: 'Allow' }] }), ingress('shop/p', API, { from: [pods(WEB)] })], found: [] },
  'a policy of its tier denies it first': {
    given: [...SHOP, calico('g', { order: 1, ingress: [{ action: 'Deny' }] }), ingress('shop/p', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'or afterwards': { given: [...SHOP, calico('g', { order: 2000, ingress: [{ action: 'Deny' }] }), ingress('shop/p', API, { from: [pods(WEB)] })], found: [] },
  'an administrator denies all of it': {
    given: [...SHOP, admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }), ingress('shop/p', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'a port is left': {
    given: [...SHOP, admin('a', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ports: [{ portNumber: { port: 22 } }] }] }), ingress('shop/p', API, { from: [pods(WEB)] })],
    found: [],
  },
  'a rule of Cilium that denies comes first': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }] }), cilium('shop/q', {}, { ingressDeny: [{ fromEndpoints: [{}] }] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.ingress[0].fromEndpoints | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'also for a NetworkPolicy': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)] }), cilium('shop/q', {}, { ingressDeny: [{ fromEndpoints: [{}] }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'it denies a part': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }], ingressDeny: [{ toPorts: [{ ports: [{ port: '22' }] }] }] })],
    found: [],
  },
});
