import { ingress, pod, SHOP, WEB, kafka, applications } from '../objects';
import { ruleTable } from '../table';

ruleTable('selects-nothing', {
  'a label that no pod of the namespace has': {
    given: [...SHOP, ingress('shop/p', { app: 'wbe' })],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('other/p', WEB)], found: [] },
  'a default deny waits for pods': { given: [...SHOP, ingress('other/p', {})], found: [] },
  'pods on the host network are another matter': { given: [pod('shop/agent', WEB, { hostNetwork: true }), ingress('shop/p', WEB)], found: [] },
  'an operator may make its pods': { given: [...SHOP, kafka('shop/bus'), ingress('shop/p', { 'strimzi.io/cluster': 'bus' })], found: [] },
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', { 'strimzi.io/cluster': 'bsu' })], found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'it makes pods elsewhere': { given: [...SHOP, kafka('ops/bus'), ingress('shop/p', { app: 'wbe' })], found: ['warning NetworkPolicy shop/p spec.podSelector'] },
  'objects that are written elsewhere may be its pods': { given: [...SHOP, applications('ops/all'), ingress('shop/p', { app: 'wbe' })], found: [] },
});
