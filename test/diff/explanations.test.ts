import { RuleEffect, TrafficDirection } from '../../src/results/enums';
import { falsehoods, noClaims, without } from './explanations-judge';
import { generateCase, withoutCilium } from './generate';

it('explains 30 generated clusters truly, and says enough to be judged', () => {
  const claims = noClaims();
  for (let i = 0; i < 30; i++) expect(falsehoods(withoutCilium(generateCase(16, i)), 16, i, claims)).toEqual([]);
  expect(claims.closed).toBeGreaterThan(15);
  expect(claims.opened).toBeGreaterThan(50);
  expect(claims.changes).toBeGreaterThan(25);
  expect(claims.byAdmin).toBeGreaterThan(2);
  expect(claims.withoutDeletion).toBe(0);
});

it('deletes rules and policies as their names say', () => {
  const objects = [{ kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'n' }, spec: { podSelector: {}, egress: [{}, { to: [] }] } }];
  const rule = { direction: TrafficDirection.EGRESS, effect: RuleEffect.ALLOW, policy: 'NetworkPolicy n/a' };
  expect(without(objects, [{ ...rule, field: 'spec.egress[0]' }])[0].spec).toEqual({ podSelector: {}, egress: [{ to: [] }], policyTypes: ['Ingress', 'Egress'] });
  expect(without(objects, [rule])).toEqual([]);
  expect(without(objects, [{ ...rule, policy: 'NetworkPolicy n/b' }])).toEqual(objects);
});
