import { API, applications, cilium, ingress, kafka, namespace, operator, pod, service, SHOP, WEB } from '../objects';
import { fixesOf, ruleTable } from '../table';

const calico = (kind: string, spec: object) => ({
  apiVersion: 'projectcalico.org/v3',
  kind,
  metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) },
  spec: { types: ['Ingress'], ...spec },
});
const antrea = (kind: string, spec: object) => ({
  apiVersion: 'crd.antrea.io/v1beta1',
  kind,
  metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) },
  spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
});

ruleTable('selects-nothing', {
  'no pod is global, but interfaces of hosts are': {
    given: [...SHOP, calico('GlobalNetworkPolicy', { namespaceSelector: 'global()', ingress: [{ action: 'Deny' }] })],
    found: ['warning GlobalNetworkPolicy p spec.namespaceSelector'],
  },
  'the input has hosts': {
    given: [
      ...SHOP, { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'h' }, spec: {} },
      calico('GlobalNetworkPolicy', { namespaceSelector: 'global()' }),
    ],
    found: [],
  },
  'conditions that exclude each other': {
    given: [...SHOP, calico('NetworkPolicy', { selector: 'app == "web" && app == "api"' })],
    found: ['warning NetworkPolicy shop/p spec.selector'],
  },
  'a selector of Calico, by its own field': {
    given: [...SHOP, calico('NetworkPolicy', { selector: 'app == "wbe"' })],
    found: ['warning NetworkPolicy shop/p spec.selector'],
  },
  'an empty entry of Antrea is no pod in a policy of the cluster': {
    given: [...SHOP, antrea('ClusterNetworkPolicy', { appliedTo: [{ podSelector: {} }, {}], ingress: [{ action: 'Drop' }] })],
    found: ['warning ClusterNetworkPolicy p spec.appliedTo[1]'],
  },
  'also of a rule, and a selector that is stored and means nothing': {
    given: [...SHOP, antrea('ClusterNetworkPolicy', {
      appliedTo: undefined,
      ingress: [
        { action: 'Drop', appliedTo: [{}] },
        { name: 'b', action: 'Drop', appliedTo: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['x'] }] } }] },
      ],
    })],
    found: ['warning ClusterNetworkPolicy p spec.ingress[0].appliedTo[0]', 'warning ClusterNetworkPolicy p spec.ingress[1].appliedTo[0]'],
  },
  'and every pod in one of a namespace': { given: [...SHOP, antrea('NetworkPolicy', { appliedTo: [{}], ingress: [{ action: 'Drop' }] })], found: [] },
  'a label that no pod of the namespace has': {
    given: [...SHOP, ingress('shop/p', { app: 'wbe' })],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'a namespace without pods is kept elsewhere': { given: [...SHOP, ingress('other/p', WEB)], found: [] },
  'the namespace is misspelt': {
    given: [...SHOP, pod('store/web', WEB), ingress('stroe/p', WEB)],
    found: ['warning NetworkPolicy stroe/p metadata.namespace'],
  },
  'a namespace of its own, by a letter, a digit, or what else is in it': {
    given: [
      pod('team-a/web', WEB), ingress('team-b/p', WEB), pod('shop1/web', WEB), ingress('shop2/p', WEB),
      pod('store/web', WEB), ingress('stroe/p', WEB), ingress('stroe/q', {}), ingress('stores/p', API), namespace('storm'), ingress('storm/p', WEB),
      service('stoer/s', WEB, []), ingress('stoer/p', WEB),
    ],
    found: [],
  },
  'a default deny waits for pods': { given: [...SHOP, ingress('other/p', {})], found: [] },
  'pods on the host network are another matter': { given: [pod('shop/agent', WEB, { hostNetwork: true }), ingress('shop/p', WEB)], found: [] },
  'an operator may make its pods': { given: [...SHOP, kafka('shop/bus'), ingress('shop/p', { 'strimzi.io/cluster': 'bus' })], found: [] },
  'its pods have other labels': {
    given: [...SHOP, kafka('shop/bus'), ingress('shop/p', { 'strimzi.io/cluster': 'bsu' })], found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'it makes pods elsewhere': {
    given: [...SHOP, kafka('ops/bus'), ingress('shop/p', { app: 'wbe' })],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'objects that are written elsewhere may be its pods': { given: [...SHOP, applications('ops/all'), ingress('shop/p', { app: 'wbe' })], found: [] },
  'a program of the input may make pods, and labels them by the name of its group': {
    given: [...SHOP, ...operator('shop/op', ['', 'store.example.com'], ['pods', 'disks']), ingress('shop/p', { 'example.com/part': 'disk' })],
    found: [],
  },
  'such a program labels no pods by other names': {
    given: [
      ...SHOP, ...operator('shop/op', ['', 'store.example.com'], ['pods', 'disks']),
      ingress('shop/p', { part: 'disk' }), ingress('ops/q', { 'example.com/part': 'disk' }), pod('ops/a'),
    ],
    found: ['warning NetworkPolicy ops/q spec.podSelector', 'warning NetworkPolicy shop/p spec.podSelector'],
  },
  'a policy of Cilium': {
    given: [...SHOP, cilium('shop/p', { 'k8s:app': 'wbe' }, { ingress: [{}] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.endpointSelector'],
  },
  'identities that are no pods': { given: [...SHOP, cilium('shop/p', { 'reserved:ingress': '' }, { ingress: [{}] })], found: [] },
  'other rules are about labels that no pod can have': {
    given: [...SHOP, cilium('shop/p', { 'pod-template-hash': 'x' }, { ingress: [{}] })],
    found: [],
  },
  'an account is a label, too': {
    given: [...SHOP, cilium('shop/p', { 'io.cilium.k8s.policy.serviceaccount': 'default' }, { ingress: [{}] })],
    found: [],
  },
});

test('of two labels, the one that its pods do not have', () => {
  expect(fixesOf('selects-nothing', [...SHOP, ingress('shop/p', { ...WEB, 'helm.sh/chart': 'web-1.2.3' })]))
    .toEqual(['leave out `helm.sh/chart: web-1.2.3`, which the pods with the other labels do not have, or set it on these']);
  expect(fixesOf('selects-nothing', [...SHOP, ingress('shop/p', { ...WEB, a: '1', b: '2' })]))
    .toEqual(['correct `podSelector`, or remove the policy']);
});
