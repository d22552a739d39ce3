import { API, ingress, NAME, namespaces, operator, pod, pods, SHOP, WEB, kafka } from '../objects';
import { ruleTable } from '../table';

ruleTable('peer-matches-nothing', {
  'a label that no pod there has': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB), pods({ app: 'wbe' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }, WEB)] })], found: [] },
  'an operator may make its pods': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', API, { from: [pods({ 'strimzi.io/cluster': 'bus' }), namespaces({ [NAME]: 'shop' }, { 'strimzi.io/cluster': 'bus' })] })], found: [],
  },
  'a program of the input may make its pods': {
    given: [...SHOP, ...operator('shop/op', ['', 'example.com'], ['*']), ingress('shop/p', API, { from: [pods({ 'example.com/part': 'disk' })] })], found: [],
  },
  'a label that clients set to be admitted': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB), pods({ 'api-client': 'true' })] })], found: ['info NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'such a label of pods of another namespace, or nearly that of a pod': {
    given: [
      ...SHOP, pod('ops/a', { 'api-client': 'true' }), pod('shop/b', { 'db-client': 'true' }),
      ingress('shop/p', API, { from: [pods({ 'api-client': 'true' }), pods({ dbclient: 'true' })] }),
    ],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector', 'warning NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', API, { from: [pods({ 'strimzi.io/cluster': 'bsu' })] })], found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector'],
  },
});
