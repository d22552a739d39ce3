import { admin, API, cilium, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dead-rule', {
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
