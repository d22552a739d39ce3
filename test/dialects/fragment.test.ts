import { readText } from '../../src/analysis/session/read';
import { isFragment } from '../../src/dialects/fragment';
import { loadText } from '../../src/load';

const fieldsOf = (text: string) => loadText(text, 'a.yaml').documents[0].value as Parameters<typeof isFragment>[0];

it.each([
  'podSelector: {}', 'policyTypes: [Egress]', 'ingress: [{ from: [{ podSelector: {} }] }]', 'egress: [{ to: [], ports: [{ port: 53 }] }]',
  'ingress: [{}]',
  'template: { spec: { containers: [] } }', 'endpointSelector: {}', 'ingressDeny: [{}]', 'egress: [{ toFQDNs: [{ matchName: a.b }] }]',
  'specs: [{ endpointSelector: {} }]',
  'selector: all()\ntypes: [Ingress]', 'order: 1\negress: [{ action: Deny }]', 'appliedTo: []\ningress: [{ action: Drop }]',
  'subject: { namespaces: {} }\npriority: 1',
  'subject: { pods: {} }\negress: [{ action: Pass }]',
])('takes `%s` for a part of an object', (text) => {
  expect(isFragment(fieldsOf(text))).toBe(true);
  const { understood, problems } = readText(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n${text}`, 'a.yaml');
  expect([understood, problems.map(({ code }) => code)]).toEqual([false, ['no-kind']]);
});

it.each([
  'ingress: { enabled: true }', 'ingress: []\negress: []', 'ingress: [{ host: a.b, paths: [/] }]', 'ingress: [{}]\nreplicas: 2', 'types: [A, B]',
  'subject: hello', 'subject: { name: a }',
  'specs: [{ name: a }]', 'items: [{ kind: page }]', 'template: { name: a }', 'egress: [{ action: none }]',
])('leaves `%s`, which other files hold', (text) => {
  expect(isFragment(fieldsOf(text))).toBe(false);
  expect(readText(text, 'a.yaml').understood).toBe(true);
});

it('misses no list of objects that has no kind', () => {
  expect(readText('items: [{ apiVersion: v1, kind: Pod, metadata: { name: a } }]', 'a.yaml').understood).toBe(false);
});
