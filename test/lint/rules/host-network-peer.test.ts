import { API, ingress, NAME, namespaces, pod, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('host-network-peer', {
  'only a pod on the host network': {
    given: [pod('shop/web', WEB), pod('ops/agent', API, { hostNetwork: true }), ingress('shop/p', WEB, { from: [namespaces({ [NAME]: 'ops' }, API)] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector'],
  },
  'another pod is meant': {
    given: [pod('shop/web', WEB), pod('ops/agent', API, { hostNetwork: true }), pod('ops/api', API), ingress('shop/p', WEB, { from: [namespaces({ [NAME]: 'ops' }, API)] })],
    found: [],
  },
});
