import { block, DB, ingress, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('sensitive-port-exposed', {
  'a database for everyone': {
    given: [...SHOP, ingress('shop/p', DB, { from: [block('0.0.0.0/0')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/db[Pod] TCP 5432: allowed'],
  },
  'who is not isolated is another matter': { given: [...SHOP, ingress('shop/p', WEB)], found: [] },
});
