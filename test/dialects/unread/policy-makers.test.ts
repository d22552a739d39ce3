import { errorsOf, meaning, read } from '../meaning';

const kyverno = (rule: object, namespace?: string) => ({
  apiVersion: 'kyverno.io/v1', kind: namespace === undefined ? 'ClusterPolicy' : 'Policy', metadata: { name: 'x', ...(namespace !== undefined && { namespace }) }, spec: { rules: [{ name: 'r', ...rule }] },
});
const match = { any: [{ resources: { kinds: ['Namespace'] } }] };

test.each([
  ['a NetworkPolicy', { match, generate: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: 'n', namespace: '{{request.object.metadata.name}}', data: {} } }],
  ['policies of another kind', { match, generate: { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', name: 'n' } }],
  ['a kind that is worked out', { match, generate: { apiVersion: '{{a}}', kind: '{{k}}', name: 'n' } }],
  ['copies of policies', { match, generate: { namespace: 'n', cloneList: { namespace: 'a', kinds: ['v1/Secret', 'networking.k8s.io/v1/NetworkPolicy'] } } }],
  ['a copy of what it does not name', { match, generate: { clone: { namespace: 'a', name: 'n' } } }],
  ['policies one by one', { match, generate: { foreach: [{ list: 'x', apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: 'n' }] } }],
  ['changes of policies', { match: { resources: { kinds: ['NetworkPolicy'] } }, mutate: { patchStrategicMerge: {} } }],
  ['changes of policies elsewhere', { match, mutate: { targets: [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }] } }],
])('a rule of Kyverno that makes %s leaves its subjects unknown', (_what, rule) => {
  const [everywhere, inShop] = [read([kyverno(rule)]), read([kyverno(rule, 'shop')])];
  expect(errorsOf(everywhere).map(({ code }) => code)).toEqual(['policy-kind-not-read']);
  expect(meaning(everywhere.policies[0])).toMatchObject({ subject: ['where ', ''], unread: 'ClusterPolicy is not read' });
  expect(meaning(inShop.policies[0])).toMatchObject({ subject: ['in shop', ''], unread: 'Policy is not read' });
});

test.each([
  ['checks objects', { match, validate: { pattern: {} } }],
  ['makes ConfigMaps', { match, generate: { apiVersion: 'v1', kind: 'ConfigMap', name: 'n' } }],
  ['makes several kinds', { match, generate: { foreach: [{ list: 'x', apiVersion: 'v1', kind: 'Secret', name: 'n' }] } }],
  ['copies Secrets', { match, generate: { cloneList: { kinds: ['v1/Secret'] } } }],
  ['changes pods', { match: { any: [{ resources: { kinds: ['Pod'] } }] }, mutate: { patchStrategicMerge: {} } }],
])('a rule of Kyverno that %s decides nothing', (_what, rule) => {
  expect(read([kyverno(rule)])).toMatchObject({ policies: [], problems: [] });
});

test.each([
  ['crd.nsx.vmware.com/v1alpha1', 'SecurityPolicy', {}, 'in shop'], ['policies.kyverno.io/v1', 'GeneratingPolicy', {}, 'where '], ['k8s.otterize.com/v2beta1', 'ClientIntents', {}, 'where '],
  ['capsule.clastix.io/v1beta2', 'Tenant', { networkPolicies: { items: [{}] } }, 'where '],
  ['hnc.x-k8s.io/v1alpha2', 'HNCConfiguration', { resources: [{ group: 'networking.k8s.io', resource: 'networkpolicies', mode: 'Propagate' }] }, 'where '],
])('%s %s leaves its subjects unknown', (apiVersion, kind, spec, namespaces) => {
  const decoded = read([{ apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec }]);
  expect(errorsOf(decoded).map(({ code }) => code)).toEqual(['policy-kind-not-read']);
  expect(meaning(decoded.policies[0])).toMatchObject({ subject: [namespaces, ''], unread: `${kind} is not read` });
});

test.each([['capsule.clastix.io/v1beta2', 'Tenant', { owners: [] }], ['hnc.x-k8s.io/v1alpha2', 'HNCConfiguration', { resources: [{ resource: 'secrets', mode: 'Propagate' }] }]])(
  '%s %s decides nothing if it makes no policies', (apiVersion, kind, spec) => {
    expect(read([{ apiVersion, kind, metadata: { name: 'x' }, spec }])).toMatchObject({ policies: [], problems: [] });
  });
