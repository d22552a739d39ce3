import { Analysis, Invariant, InvariantEnd } from '../../../src/facade';

const SHOP = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n---\n'
  + '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: main }] } }\n---\n';
const apart = Invariant.never({ id: 'apart', from: [InvariantEnd.outside([InvariantEnd.namespace('shop')])], to: [InvariantEnd.namespace('shop')] });
const prove = (...objects: object[]) => Analysis.ofText(SHOP + objects.map((one) => JSON.stringify(one)).join('\n---\n')).prove([apart])[0];

const calico = (source: object) => [
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    spec: { types: ['Ingress'], ingress: [{ action: 'Allow', source }] },
  },
];
const antrea = (from: object) => [{
  apiVersion: 'crd.antrea.io/v1beta1',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'p' },
  spec: {
    priority: 5,
    appliedTo: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
    ingress: [{ name: 'a', action: 'Allow', from: [from] }, { name: 'b', action: 'Drop' }],
  },
}];

test.each<[string, object[]]>([
  ['Calico, a selector of namespaces', calico({ selector: 'app == \'ctl\'', namespaceSelector: 'projectcalico.org/name == \'ops\'' })],
  ['Calico, a selector of namespaces alone', calico({ namespaceSelector: 'kubernetes.io/metadata.name == \'ops\'' })],
  ['Calico, an account', calico({ namespaceSelector: 'projectcalico.org/name == \'ops\'', serviceAccounts: { names: ['ci'] } })],
  ['Antrea, an account', antrea({ serviceAccount: { namespace: 'ops', name: 'ci' } })],
])('a namespace that a rule names may be created: %s', (_, objects) => {
  const { outcome, counterexample } = prove(...objects);
  expect(outcome).toBe('refuted');
  expect(counterexample!.manifest).toContain('namespace: ops');
  expect(counterexample!.manifest).not.toContain('account:');
});

test.each<[string, object[]]>([
  ['Calico', calico({ serviceAccounts: { names: ['ci'] }, namespaceSelector: 'has(team)' })],
  ['Antrea', antrea({ serviceAccount: { namespace: 'ops', name: 'ci' } })],
])('a pod has an account by its field, not by a label: %s', (_, objects) => {
  expect(prove(...objects).counterexample!.manifest).toContain('serviceAccountName: ci');
});

test.each<[string, object[]]>([
  ['Calico', calico({ selector: 'app == \'web\'' })],
  ['Antrea', antrea({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } })],
])('pods of its own namespace alone are proved to be let in: %s', (_, objects) => {
  expect(prove(...objects).outcome).toBe('proved');
});

test.each(
  [{ match: 'Self' }, { sameLabels: ['env'] }],
)('a namespace to come is not taken for one without rules about namespaces that are alike: %j', (namespaces) => {
  const policy = {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'p' },
    spec: {
      priority: 5,
      appliedTo: [{ namespaceSelector: { matchLabels: { env: 'p' } } }],
      ingress: [{ name: 'a', action: 'Allow', from: [{ namespaces }] }, { name: 'b', action: 'Drop' }],
    },
  };
  const open = InvariantEnd.labelledNamespaces({ env: 'p' }, {});
  const closed = Invariant.never({ id: 'closed', from: [open], to: [open] });
  const { outcome, unknownBecause } = Analysis.ofText(SHOP + JSON.stringify(policy)).prove([closed])[0];
  expect([outcome, unknownBecause.join()]).toEqual(
    ['unknown', expect.stringContaining('which of the namespaces that the input does not have are alike')],
  );
});
