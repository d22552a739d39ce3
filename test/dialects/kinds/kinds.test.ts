import { INERT_KINDS } from '../../../src/dialects/kinds/inert-kinds';
import { OBJECT_BRINGERS } from '../../../src/dialects/kinds/object-bringers';
import { POD_MAKERS } from '../../../src/dialects/kinds/pod-makers';
import { errorsOf, read } from '../meaning';

const object = (apiVersion: string, kind: string, spec: object = {}, metadata: object = {}) => ({ apiVersion, kind, metadata: { name: 'x', namespace: 'n', ...metadata }, spec });
const made = (value: object) => read([value]).cluster.podMakers?.map(({ brings, namespace, labels }) => ({ brings, namespace, labels }));

test.each([
  [object('monitoring.coreos.com/v1', 'Prometheus', { podMetadata: { labels: { app: 'prom', wrong: 1 } } }), { app: 'prom' }],
  [object('kafka.strimzi.io/v1beta2', 'Kafka'), { 'strimzi.io/cluster': 'x' }],
  [object('kafka.strimzi.io/v1beta2', 'KafkaNodePool', {}, { labels: { 'strimzi.io/cluster': 'bus' } }), { 'strimzi.io/cluster': 'bus' }],
  [object('kafka.strimzi.io/v1beta2', 'KafkaNodePool'), {}],
  [object('argoproj.io/v1alpha1', 'Workflow', {}, { name: undefined, generateName: 'w-' }), {}],
  [object('kubevirt.io/v1', 'VirtualMachine', { template: { metadata: { labels: { app: 'vm' } }, spec: {} } }), { app: 'vm' }],
  [object('argoproj.io/v1alpha1', 'Rollout', { workloadRef: { kind: 'Deployment', name: 'w' } }), {}],
])('%j makes pods, with the labels that it tells of them', (value, labels) => {
  expect(made(value)).toEqual([{ brings: 'pods', namespace: 'n', labels }]);
});

test.each([
  [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease'), 'n'],
  [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { targetNamespace: 't' }), 't'],
  [object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'), undefined],
  [object('argoproj.io/v1alpha1', 'Application', { destination: { namespace: 't' } }), 't'],
  [object('argoproj.io/v1alpha1', 'ApplicationSet'), undefined],
])('%j brings objects', (value, namespace) => {
  expect(made(value)).toEqual([{ brings: 'objects', namespace, labels: {} }]);
});

test('they are one remark of each sort, and no error', () => {
  const decoded = read([object('monitoring.coreos.com/v1', 'Prometheus'), object('monitoring.coreos.com/v1', 'Alertmanager'), object('monitoring.coreos.com/v1', 'Prometheus', {}, { name: 'y' }), object('helm.toolkit.fluxcd.io/v2', 'HelmRelease')]);
  expect(errorsOf(decoded)).toEqual([]);
  expect(decoded.problems.map(({ code, message }) => [code, message])).toEqual([
    ['pods-not-shown', expect.stringMatching(/^1 Alertmanager, 2 Prometheus: pods exist that the input does not contain/)],
    ['objects-elsewhere', expect.stringMatching(/^1 HelmRelease: pods and policies may exist/)],
  ]);
  expect([...decoded.ignored]).toEqual([]);
});

test('a pod template is read, also of a kind of the table', () => {
  const decoded = read([object('serving.knative.dev/v1', 'Service', { template: { metadata: { labels: { app: 'f' } }, spec: { containers: [{ name: 'c' }] } } })]);
  expect(decoded.cluster.workloads).toHaveLength(1);
  expect(decoded.cluster.podMakers).toBeUndefined();
});

test.each([['cert-manager.io/v1', 'Certificate'], ['monitoring.coreos.com/v1', 'ServiceMonitor'], ['source.toolkit.fluxcd.io/v1', 'GitRepository']])('%s %s has no part in who reaches whom', (apiVersion, kind) => {
  expect(read([object(apiVersion, kind)])).toMatchObject({ problems: [], ignored: new Map() });
});

test('a kind of a known group that is not in the table is not known', () => {
  expect([...read([object('monitoring.coreos.com/v1', 'Promtheus')]).ignored.keys()]).toEqual(['monitoring.coreos.com/v1/Promtheus']);
});

test('every kind stands in one row', () => {
  const named = [...POD_MAKERS, ...OBJECT_BRINGERS, ...INERT_KINDS].flatMap(({ group, kinds }) => kinds.split(' ').map((kind) => `${group}/${kind}`));
  expect(named.filter((kind, i) => named.indexOf(kind) !== i)).toEqual([]);
});
