import { API, ingress, NAME, namespaces, pods, SHOP, WEB, kafka } from '../objects';
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
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', API, { from: [pods({ 'strimzi.io/cluster': 'bsu' })] })], found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector'],
  },
});
