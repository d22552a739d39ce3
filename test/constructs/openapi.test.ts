import { complaints } from './openapi';

const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'b' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };

test('what fits the description of the server draws no complaint', () => {
  expect(complaints([policy, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { a: 'b' } } }])).toEqual([]);
});

test.each<[string, object]>([
  ['an unknown field', { spec: { ...policy.spec, podSelectors: {} } }],
  ['an unknown field of a peer', { spec: { ...policy.spec, ingress: [{ from: [{ ipblock: {} }] }] } }],
  ['a label that is a number', { metadata: { ...policy.metadata, labels: { a: 1 } } }],
  ['types as a text', { spec: { ...policy.spec, policyTypes: 'Ingress' } }],
])('%s does', (_, change) => {
  expect(complaints([{ ...policy, ...change }])).not.toEqual([]);
});
