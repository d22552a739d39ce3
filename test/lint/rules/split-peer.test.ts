import { API, egress, ingress, NAME, namespaces, pod, pods, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('split-peer', {
  'OR where AND was meant': {
    given: [...SHOP, pod('ops/prometheus', { app: 'prometheus' }), pod('ops/tool', { app: 'tool' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | ops/tool[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'by words, where the other pods are not shown': {
    given: [...SHOP, ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | ops/any-pod[Pod] (assumed) -> shop/api[Pod] TCP 8080: allowed'],
  },
  'by words, for egress and a namespace with labels': {
    given: [...SHOP, egress('shop/p', API, { to: [pods({ app: 'prometheus' }), namespaces({ team: 'ops' })], ports: ports('9090') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[1] | shop/api[Pod] -> any-namespace team=ops/any-pod[Pod] (assumed) TCP 9090: allowed'],
  },
  'the pods of every namespace': { given: [...SHOP, ingress('shop/p', API, { from: [{ namespaceSelector: {} }, pods({ app: 'prometheus' })] })], found: [] },
  'no pod of the policy is shown': { given: [ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })], found: [] },
  'the own pods are meant, too': {
    given: [...SHOP, pod('ops/web', WEB), pod('ops/tool', { app: 'tool' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods(WEB)] })],
    found: [],
  },
  'no pod is admitted by mistake yet': {
    given: [...SHOP, pod('ops/prometheus', { app: 'prometheus' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | ops/any-pod[Pod] (assumed) -> shop/api[Pod] TCP 8080: allowed'],
  },
});
