import { API, ingress, NAME, namespaces, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('peer-matches-nothing', {
  'a label that no pod there has': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB), pods({ app: 'wbe' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }, WEB)] })], found: [] },
});
