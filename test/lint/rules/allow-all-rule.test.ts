import { API, calico, cilium, egress, ingress, SHOP, WEB } from '../objects';
import { fixesOf, ruleTable } from '../table';

ruleTable('allow-all-rule', {
  'an empty list of peers is everyone': {
    given: [...SHOP, ingress('shop/p', WEB, { from: [] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/web[Pod] TCP 22: allowed'],
  },
  'out to everyone': {
    given: [...SHOP, egress('shop/p', WEB, {})],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 203.0.113.1 TCP 22: allowed'],
  },
  'an empty list of rules is no one': { given: [...SHOP, ingress('shop/p', WEB)], found: [] },
  'the entity of all': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEntities: ['all'] }] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.ingress[0] | 203.0.113.1 -> shop/api[Pod] TCP 22: allowed'],
  },
  'a rule of Calico that denies the rest, or passes it on': {
    given: [...SHOP, ...['Deny', 'Pass'].map((action) => calico(`shop/${action.toLowerCase()}`, { selector: 'all()', types: ['Ingress'], ingress: [{ action }] })),
      calico('shop/later', { order: 2000, selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Allow', source: { nets: ['0.0.0.0/0'] } }] })],
    found: [],
  },
  'a rule that denies everyone': { given: [...SHOP, cilium('shop/p', API, { ingressDeny: [{ fromEntities: ['all'] }] })], found: [] },
});

test('allow-all-rule: says how each language lists rules that allow nothing', () => {
  const given = [...SHOP, ingress('shop/p', WEB, {}), cilium('shop/p', API, { ingress: [{ fromEntities: ['all'] }] })];
  expect(fixesOf('allow-all-rule', given)).toEqual([
    'name the peers or the ports; to allow nothing, write the list `[{}]`',
    'name the peers or the ports; to allow nothing, write an empty list of rules',
  ]);
});
