import { API, ingress, NAME, namespaces, pod, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('split-peer', {
  'OR where AND was meant': {
    given: [...SHOP, pod('ops/prometheus', { app: 'prometheus' }), pod('ops/tool', { app: 'tool' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0] | ops/tool[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'the own pods are meant, too': {
    given: [...SHOP, pod('ops/web', WEB), pod('ops/tool', { app: 'tool' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods(WEB)] })],
    found: [],
  },
  'no pod is admitted by mistake': {
    given: [...SHOP, pod('ops/prometheus', { app: 'prometheus' }), ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }), pods({ app: 'prometheus' })] })],
    found: [],
  },
});
