import { API, ingress, pod } from '../objects';
import { ruleTable } from '../table';

ruleTable('host-network-target', {
  'no other pod is selected': {
    given: [pod('shop/agent', API, { hostNetwork: true }), ingress('shop/p', API)],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'others are selected, too': {
    given: [pod('shop/agent', API, { hostNetwork: true }), pod('shop/api', API), ingress('shop/p', API)],
    found: ['info NetworkPolicy shop/p spec.podSelector'],
  },
  'a default deny is meant for the other pods': { given: [pod('shop/agent', API, { hostNetwork: true }), ingress('shop/p', {})], found: [] },
});
