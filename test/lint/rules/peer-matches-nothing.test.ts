import { API, ingress, NAME, namespaces, operator, pod, pods, SHOP, WEB, kafka } from '../objects';
import { fixesOf, ruleTable } from '../table';

const calico = (kind: string, spec: object) => ({
  apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) }, spec: { types: ['Ingress'], ...spec },
});
const antrea = (kind: string, spec: object) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind, metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) }, spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
});

ruleTable('peer-matches-nothing', {
  'one selector of Calico with two alternatives, and a set of networks': {
    given: [...SHOP, { apiVersion: 'projectcalico.org/v3', kind: 'NetworkSet', metadata: { namespace: 'shop', name: 's', labels: { role: 'partner' } }, spec: { nets: ['203.0.113.0/24'] } },
      calico('NetworkPolicy', { ingress: [{ action: 'Allow', source: { selector: 'app == "web" || app == "none"' } }, { action: 'Allow', source: { selector: 'role == "partner"' } }] })],
    found: [],
  },
  'one selector of Calico that means no pod': {
    given: [...SHOP, calico('NetworkPolicy', { ingress: [{ action: 'Allow', source: { selector: 'app == "wbe" || app == "wen"' } }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].source'],
  },
  '`global()` means sets of the whole cluster, and there is none': {
    given: [...SHOP, calico('GlobalNetworkPolicy', { ingress: [{ action: 'Allow', source: { namespaceSelector: 'global()', selector: 'app == "web"' } }, { action: 'Deny', source: { namespaceSelector: 'global()' } }] })],
    found: ['warning GlobalNetworkPolicy p spec.ingress[0].source', 'warning GlobalNetworkPolicy p spec.ingress[1].source'],
  },
  '`global()`, and such a set': {
    given: [...SHOP, { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkSet', metadata: { name: 's', labels: { role: 'partner' } }, spec: { nets: ['203.0.113.0/24'] } },
      calico('GlobalNetworkPolicy', { ingress: [{ action: 'Allow', source: { namespaceSelector: 'global()', selector: 'role == "partner"' } }] })],
    found: [],
  },
  'without a namespaceSelector, a selector stays in the namespace of its policy': {
    given: [...SHOP, calico('NetworkPolicy', { ingress: [{ action: 'Allow', source: { selector: 'projectcalico.org/namespace == "bank"' } }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].source'],
  },
  'an empty peer of Antrea is no pod in a policy of the cluster, and every pod in one of a namespace': {
    given: [...SHOP, antrea('ClusterNetworkPolicy', { ingress: [{ action: 'Drop', from: [{}] }] }), antrea('NetworkPolicy', { ingress: [{ action: 'Drop', from: [{}] }] })],
    found: ['warning ClusterNetworkPolicy p spec.ingress[0].from'],
  },
  'a selector that is stored and means nothing': {
    given: [...SHOP, antrea('ClusterNetworkPolicy', { ingress: [{ action: 'Drop', from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] } }] }] })],
    found: ['warning ClusterNetworkPolicy p spec.ingress[0].from'],
  },
  'a label that no pod there has': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB), pods({ app: 'wbe' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('shop/p', API, { from: [namespaces({ [NAME]: 'ops' }, WEB)] })], found: [] },
  'an operator may make its pods': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', API, { from: [pods({ 'strimzi.io/cluster': 'bus' }), namespaces({ [NAME]: 'shop' }, { 'strimzi.io/cluster': 'bus' })] })], found: [],
  },
  'a program of the input may make its pods': {
    given: [...SHOP, ...operator('shop/op', ['', 'example.com'], ['*']), ingress('shop/p', API, { from: [pods({ 'example.com/part': 'disk' })] })], found: [],
  },
  'a label that clients set to be admitted': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB), pods({ 'api-client': 'true' })] })], found: ['info NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'such a label of pods of another namespace, or nearly that of a pod': {
    given: [
      ...SHOP, pod('ops/a', { 'api-client': 'true' }), pod('shop/b', { 'db-client': 'true' }),
      ingress('shop/p', API, { from: [pods({ 'api-client': 'true' }), pods({ dbclient: 'true' })] }),
    ],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector', 'warning NetworkPolicy shop/p spec.ingress[0].from[1].podSelector'],
  },
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', API, { from: [pods({ 'strimzi.io/cluster': 'bsu' })] })], found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector'],
  },
});

test('peer-matches-nothing: does not propose to remove the only peer', () => {
  const none = pods({ app: 'none' });
  expect(fixesOf('peer-matches-nothing', [...SHOP, ingress('shop/p', API, { from: [none] }, { from: [none, pods(WEB)] })])).toEqual([
    'correct the selector; a rule that names no peer means everyone',
    'correct the selector, or remove the peer',
  ]);
});
