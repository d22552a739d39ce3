import { ingress, pod, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('selects-nothing', {
  'a label that no pod of the namespace has': {
    given: [...SHOP, ingress('shop/p', { app: 'wbe' })],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('other/p', WEB)], found: [] },
  'a default deny waits for pods': { given: [...SHOP, ingress('other/p', {})], found: [] },
  'pods on the host network are another matter': { given: [pod('shop/agent', WEB, { hostNetwork: true }), ingress('shop/p', WEB)], found: [] },
});
