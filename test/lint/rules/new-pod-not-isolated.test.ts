import { API, ingress, pod, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('new-pod-not-isolated', {
  'each pod by its labels': {
    given: [pod('shop/web', WEB), pod('shop/api', API), ingress('shop/a', WEB), ingress('shop/b', API)],
    found: ['warning Namespace shop'],
  },
  'a default deny': { given: [pod('shop/web', WEB), ingress('shop/a', WEB), ingress('shop/b', {})], found: [] },
  'a pod is open already': { given: [pod('shop/web', WEB), pod('shop/api', API), ingress('shop/a', WEB)], found: [] },
  'it is unknown what an unread policy isolates': {
    given: [pod('shop/web', WEB), { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { namespace: 'shop', name: 'c' }, spec: {} }],
    found: [],
  },
});
