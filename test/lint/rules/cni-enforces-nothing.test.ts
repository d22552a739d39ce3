import { egress, ingress, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-enforces-nothing', {
  'every policy on Flannel': {
    given: [...SHOP, ingress('shop/p', WEB), egress('shop/q', {})],
    cni: 'flannel',
    found: ['error NetworkPolicy shop/p', 'error NetworkPolicy shop/q'],
  },
  'Canal enforces': { given: [...SHOP, ingress('shop/p', WEB)], cni: 'canal', found: [] },
  'no CNI is named': { given: [...SHOP, ingress('shop/p', WEB)], found: [] },
});
