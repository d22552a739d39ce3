import { ingress, SHOP } from '../objects';
import { ruleTable } from '../table';

const tier = (name: string, order: number, defaultAction = 'Deny') => ({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec: { order, defaultAction } });
const policy = (rules: readonly object[], more: object = {}) => ({ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { selector: 'app == "api"', types: ['Ingress'], ingress: rules, ...more } });
const PASS = { action: 'Pass' };
const FOUND = ['warning NetworkPolicy shop/p spec.ingress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'];

ruleTable('pass-allows', {
  'in the last tier with a policy': { given: [...SHOP, policy([PASS])], found: FOUND },
  'some pods only': { given: [...SHOP, policy([{ ...PASS, source: { selector: 'app == "web"' } }])], found: FOUND },
  'an earlier tier, and no policy behind it': { given: [...SHOP, tier('first', 1), policy([PASS], { tier: 'first' })], found: FOUND },
  'from a block': {
    given: [...SHOP, policy([{ ...PASS, source: { nets: ['203.0.113.0/24'] } }])],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a later policy decides': { given: [...SHOP, tier('first', 1), policy([PASS], { tier: 'first' }), ingress('shop/n', { app: 'api' })], found: [] },
  'an earlier rule allows it anyway': { given: [...SHOP, policy([{ action: 'Allow' }, PASS])], found: [] },
  'the tier does not deny the rest': { given: [...SHOP, tier('open', 1, 'Pass'), policy([PASS], { tier: 'open' })], found: [] },
  'egress denies it': { given: [...SHOP, policy([{ ...PASS, source: { selector: 'app == "web"' } }]), { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'e' }, spec: { types: ['Egress'] } }], found: [] },
});
