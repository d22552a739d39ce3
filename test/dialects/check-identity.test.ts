import { decode } from '../../src/dialects';

const spec = { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c' }] } } };
const KINDS: Readonly<Record<string, (metadata: object) => object>> = {
  Pod: (metadata) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec: spec.template.spec }),
  Deployment: (metadata) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }),
  CronJob: (metadata) => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec } } }),
  Service: (metadata) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'x' } } }),
  Ingress: (metadata) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: {} }),
  NetworkPolicy: (metadata) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {} } }),
  CiliumNetworkPolicy: (metadata) => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata, spec: {} }),
  ConfigMap: (metadata) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} }),
  Lease: (metadata) => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata }),
  Certificate: (metadata) => ({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec: {} }),
  Kafka: (metadata) => ({ apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'Kafka', metadata, spec: {} }),
};
const BAD: readonly object[] = [
  { name: 'a', namespace: false }, { name: 123, namespace: 'd' }, { name: true }, { name: '${APP}', namespace: 'd' }, { name: 'a', namespace: '${NS}' }, { name: 'a', namespace: '{{ .Release.Namespace }}' },
  { name: 'Api' }, { name: 'a_b' }, { name: 'a', namespace: 'Prod' }, { name: 'a', namespace: 'a.b' }, { name: 'a ' }, { name: 'a', namespace: 5n }, { name: ['a'] }, { name: 'a', namespace: {} },
];
const GOOD: readonly object[] = [{ name: 'a', namespace: 'd' }, { name: 'a.b-c', namespace: '1' }, { name: 'a', namespace: null }, { generateName: 'a-' }];

const codesOf = (object: object) => decode([{ value: object }]).problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);

describe.each(Object.keys(KINDS))('%s', (kind) => {
  it.each(BAD)('is refused with %p', (metadata) => {
    expect(codesOf(KINDS[kind](metadata)).some((code) => code === 'wrong-type' || code === 'invalid-value')).toBe(true);
  });

  it.each(GOOD)('is taken with %p', (metadata) => {
    expect(codesOf(KINDS[kind](metadata)).filter((code) => code === 'wrong-type' || code === 'invalid-value')).toEqual([]);
  });
});

it.each([
  ['system:node', []], ['Api', []], ['a/b', ['invalid-value']], ['..', ['invalid-value']], [7, ['wrong-type']],
])('a role of the name %j: %j', (name, codes) => {
  expect(codesOf({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name, namespace: 'd' }, rules: [] })).toEqual(codes);
});

it('moves nothing to another namespace, and takes no two objects for one', () => {
  const objects = [{ name: 'a', namespace: false }, { name: 123, namespace: 'd' }, { name: 456, namespace: 'd' }, { name: 'b', namespace: '${NS}' }].map((metadata) => ({ value: KINDS.Deployment(metadata) }));
  const { cluster, problems } = decode(objects);
  expect(cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['false/a', 'd/123', 'd/456', '${NS}/b']);
  expect(problems).toHaveLength(4);
  expect(problems[0]).toMatchObject({ message: 'Deployment false/a: metadata.namespace must be a text, got `false`', fix: 'put it in quotes' });
  expect(problems[3]).toMatchObject({ fix: 'render the template first' });
});

it.each([
  { podSelector: {} }, { policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }] }, { ingress: [{ ports: [{ port: 80 }] }] }, { egress: [{ to: [] }] },
  { template: { spec: { containers: [] } } }, { apiVersion: 'networking.k8s.io/v1', policyTypes: ['Egress'] },
])('%j is a part of an object', (value) => {
  expect(codesOf(value)).toEqual(['no-kind']);
});

it.each([
  { ingress: { enabled: true } }, { ingress: [{ host: 'a' }] }, { template: { name: 'a' } }, { apiVersion: 'v2', name: 'chart', version: '1' }, { ports: [80] }, { egress: [] }, { image: 'a', policyTypes: [] },
])('%j is a file of settings', (value) => {
  expect(codesOf(value)).toEqual([]);
});

it.each([
  ['networking.k8s.io/v1', 'NetworkPolicy '], ['networking.k8s.io/v1', 'networkpolicy'], ['networking.k8s.io/v1 ', 'NetworkPolicy'], ['v1', ' Pod'], ['v1', 'POD'], ['apps/v1', 'Deploy ment'], ['a/b/c', 'X'], ['example.org/v1', '{{ .kind }}'],
])('%j %j is no kind', (apiVersion, kind) => {
  expect(codesOf({ apiVersion, kind, metadata: { name: 'a', namespace: 'b' } })).toContain('no-kind');
});

it('takes the empty status of older servers', () => {
  expect(codesOf({ ...KINDS.NetworkPolicy({ name: 'a', namespace: 'b' }), status: {} })).toEqual([]);
});

it('repeats no number whose digits are lost', () => {
  const port = 18446744073709551616;
  const { problems } = decode([{ value: { ...KINDS.NetworkPolicy({ name: 'a', namespace: 'b' }), spec: { podSelector: {}, ingress: [{ ports: [{ port }] }] } } }]);
  expect(problems[0].message).toContain('a number beyond 64 bits');
});

const deployment = (parts: object = {}, apiVersion = 'apps/v1', kind = 'Deployment') => ({ apiVersion, kind, metadata: { name: 'a' }, spec: { ...spec, ...parts } });
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: spec.template.spec };
const labelled = (labels: object) => ({ template: { ...spec.template, metadata: { labels } } });

describe('the frame of an object that the API server refuses', () => {
  it.each<[string, object, string[]]>([
    ['metadata that is a number', { ...pod, metadata: 5 }, ['wrong-type']],
    ['metadata that is a list', { ...deployment(), metadata: ['a'] }, ['wrong-type']],
    ['no metadata', { ...pod, metadata: undefined }, ['missing-field']],
    ['no name', { ...deployment(), metadata: { namespace: 'd' } }, ['missing-field']],
    ['an empty name', { ...KINDS.Service({ name: '' }) }, ['missing-field']],
    ['annotations that are a number', { ...pod, metadata: { name: 'a', annotations: 5 } }, ['wrong-type']],
    ['metadata of a template that is a number', deployment({ selector: undefined, template: { ...spec.template, metadata: 5 } }), ['wrong-type']],
    ['a spec of a Service that is a number', { ...KINDS.Service({ name: 'a' }), spec: 5 }, ['wrong-type']],
    ['items that are a mapping', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicyList', items: { spec: {} } }, ['wrong-type']],
    ['items that are a number', { apiVersion: 'v1', kind: 'List', items: 5 }, ['wrong-type']],
    ['an empty list', { apiVersion: 'v1', kind: 'List', items: null }, []],
  ])('%s', (_, object, codes) => {
    expect(codesOf(object)).toEqual(codes);
  });

  it.each<[string, string, boolean]>([
    ['v2', 'Pod', false], ['apps/v9', 'Deployment', false], ['app/v1', 'Deployment', false], ['v1', 'Deployment', false], ['batch/v1', 'Deployment', false],
    ['apps/v1beta1', 'Deployment', true], ['extensions/v1beta1', 'DaemonSet', true], ['serving.knative.dev/v1', 'Service', true], ['config.openshift.io/v1', 'Ingress', true],
  ])('the version %s of a %s: taken is %s', (apiVersion, kind, isTaken) => {
    expect(codesOf({ ...deployment({}, apiVersion, kind), ...(kind === 'Pod' && { spec: spec.template.spec }) }).includes('no-kind')).toBe(!isTaken);
  });

  it.each<[string, object, string[]]>([
    ['another value', deployment(labelled({ app: 'y' })), ['invalid-value']],
    ['a label that the template lacks', deployment(labelled({})), ['invalid-value']],
    ['an expression that its labels do not match', deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['x'] }] } }), ['invalid-value']],
    ['an expression that its labels match', deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x'] }] } }), []],
    ['fewer labels than the template', deployment(labelled({ app: 'x', tier: 'web' })), []],
    ['a number', deployment({ selector: 5 }), ['wrong-type']],
    ['what a custom kind means by it', deployment(labelled({ app: 'y' }), 'example.com/v1', 'Fleet'), []],
  ])('a selector with %s', (_, object, codes) => {
    expect(codesOf(object)).toEqual(codes);
  });
});
