import { RuleEffect, TrafficDirection } from '../../src/results/enums';
import { cases } from '../testing/cases';
import { falsehoods, noClaims, without } from './explanations-judge';
import { generateMixed } from './generate';

it('explains generated clusters truly, and says enough to be judged', () => {
  const claims = noClaims();
  for (let i = 0; i < cases(36); i++) expect(falsehoods(generateMixed(19, i), 19, i, claims)).toEqual([]);
  // few are decided by a language whose rules have an order
  for (const i of [4, 8]) expect(falsehoods(generateMixed(26, i), 26, i, claims)).toEqual([]);
  expect(claims.closed).toBeGreaterThanOrEqual(cases(12));
  expect(claims.opened).toBeGreaterThanOrEqual(cases(41));
  expect(claims.changes).toBeGreaterThanOrEqual(cases(20));
  expect(claims.byAdmin).toBeGreaterThanOrEqual(cases(2));
  expect(claims.byCilium).toBeGreaterThanOrEqual(cases(6));
  expect(claims.byCalico + claims.byAntrea).toBeGreaterThanOrEqual(cases(3));
  expect(claims.withoutDeletion).toBe(0);
});

it('deletes rules and policies as their names say', () => {
  const spec = { podSelector: {}, egress: [{}, { to: [] }] };
  const objects = [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'n' }, spec }];
  const rule = { direction: TrafficDirection.EGRESS, effect: RuleEffect.ALLOW, policy: 'NetworkPolicy n/a' };
  const left = { podSelector: {}, egress: [{ to: [] }], policyTypes: ['Ingress', 'Egress'] };
  expect(without(objects, [{ ...rule, field: 'spec.egress[0]' }])[0].spec).toEqual(left);
  expect(without(objects, [rule])).toEqual([]);
  expect(without(objects, [{ ...rule, policy: 'NetworkPolicy n/b' }])).toEqual(objects);
});
