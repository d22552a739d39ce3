import { decode, DIALECTS } from '../../src/dialects';
import { loadText } from '../../src/load';
import { errorsOf, networkPolicy, read } from './meaning';

const pod = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a', labels }, spec: { containers: [] } });
const at = (file: string) => ({ position: (path: readonly (string | number)[]) => ({ file, line: 7, column: path.length + 1 }) });

test('nothing in, nothing out', () => {
  const { cluster, policies, problems, ignored, finishedPods } = decode([]);
  expect([cluster.namespaces.size, cluster.workloads, policies, problems, ignored.size, finishedPods]).toEqual([0, [], [], [], 0, 0]);
});

test('lists are taken apart as a file of them is', () => {
  const bare = { metadata: { name: 'x', namespace: 'a' }, spec: { containers: [] } };
  for (const value of [
    { apiVersion: 'v1', kind: 'PodList', items: null },
    { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'PodList', items: [bare] }] },
    { apiVersion: 'v1', kind: 'PodList', items: [{ ...bare, kind: 'Pod' }] },
    { kind: 'PodList', items: [bare] },
  ]) {
    const loaded = loadText(JSON.stringify(value), 'list.json').documents.map((document) => ({ value: document.value, document }));
    const [ofObject, ofFile] = [decode([{ value }]), decode(loaded)].map(({ cluster, ignored, problems }) =>
      [cluster.workloads.map(({ name }) => name), [...ignored], problems.map(({ code }) => code)]);
    expect(ofObject).toEqual(ofFile);
  }
});

test('every dialect has a name of its own', () => {
  expect(new Set(DIALECTS.map(({ name }) => name)).size).toBe(DIALECTS.length);
});

describe('kinds without meaning', () => {
  test.each([
    ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'ServiceAccount'], ['rbac.authorization.k8s.io/v1', 'Role'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['v1', 'PersistentVolumeClaim'], ['policy/v1', 'PodDisruptionBudget'], ['events.k8s.io/v1', 'Event'],
    ['networking.k8s.io/v1', 'IngressClass'], ['apps/v1', 'ControllerRevision'], ['v1', 'PodTemplate'],
  ])('%s %s of the core is silent', (apiVersion, kind) => {
    const decoded = read([{ apiVersion, kind, metadata: { name: 'x', namespace: 'a' } }]);
    expect([decoded.problems, decoded.ignored.size, decoded.cluster.namespaces.size]).toEqual([[], 0, 0]);
  });

  test.each([['v1', 'configmap'], ['v2', 'ConfigMapp'], ['apps/v1', 'Deploy'], ['example.org/v1', 'Deploymnt']])('%s %s is not known, and counted', (apiVersion, kind) => {
    expect([...read([{ apiVersion, kind, metadata: { name: 'x' } }]).ignored.values()]).toEqual([1]);
  });

  test.each([['apps/v1', 'Deploymnt', 'Deployment'], ['networking.k8s.io/v1', 'Ingres', 'Ingress'], ['networking.k8s.io/v1', 'NetworkPolcy', 'NetworkPolicy']])(
    '%s %s is a misspelt kind that matters, and an error', (apiVersion, kind, meant) => {
      expect(errorsOf(read([{ apiVersion, kind, metadata: { name: 'x' } }]))).toMatchObject([{ code: 'no-kind', fix: `write \`${meant}\`` }]);
    },
  );

  test('others are counted', () => {
    const other = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'x' } };
    expect([...read([other, other]).ignored]).toEqual([['example.org/v1/Widget', 2]]);
  });

  test('values and settings are counted, half an object is an error', () => {
    expect([...read([{ replicaCount: 1 }, { apiVersion: 'v2', name: 'chart' }, {}]).ignored.values()]).toEqual([3]);
    expect(errorsOf(read([{ metadata: { name: 'x' } }, { spec: {} }, { apiVersion: 'v1', kind: '' }, { kind: 5 }])).map(({ code }) => code)).toEqual(Array(4).fill('no-kind'));
  });

  test.each([['a text', 'text'], ['a number', 5], ['a list', [pod('p')]], ['null', null]])('%s is no object', (_, value) => {
    expect(errorsOf(read([value]))).toMatchObject([{ code: 'not-an-object' }]);
  });

  test('a kind without version is read as far as possible, and an error', () => {
    const decoded = read([{ ...pod('p'), apiVersion: undefined }]);
    expect(errorsOf(decoded)).toMatchObject([{ code: 'no-kind', message: expect.stringContaining('apiVersion') }]);
    expect(decoded.cluster.workloads).toHaveLength(1);
  });
});

describe('lists', () => {
  test('are read as their items, at their places', () => {
    const items = [pod('p'), { ...networkPolicy({ ingress: [{ ports: [{ port: 0 }] }] }) }];
    const decoded = decode([{ value: { apiVersion: 'v1', kind: 'List', items }, document: { position: (path) => ({ file: path.join('/'), line: 1, column: 1 }) } }]);
    expect([decoded.cluster.workloads.length, decoded.policies.length]).toEqual([1, 1]);
    expect(decoded.problems).toMatchObject([{ position: { file: 'items/1/spec/ingress/0/ports/0/port' } }]);
  });

  test('give their kind to items that have none', () => {
    const { apiVersion, kind, ...bare } = networkPolicy({}) as Record<string, unknown>;
    expect(read([{ apiVersion, kind: `${String(kind)}List`, items: [bare] }]).policies).toMatchObject([{ name: 'p' }]);
  });
});

describe('two objects of one name', () => {
  test('are an error that names both places; the later one counts', () => {
    const objects = [pod('p', { v: '1' }), pod('q'), pod('p', { v: '2' })].map((value, i) => ({ value, document: at(`${i}.yaml`) }));
    const { cluster, problems } = decode(objects);
    expect(cluster.workloads.map(({ pod: name, labels }) => [name, labels])).toEqual([['q', {}], ['p', { v: '2' }]]);
    expect(problems).toMatchObject([{ code: 'duplicate-object', severity: 'error', position: { file: '2.yaml', line: 7 } }]);
    expect(problems[0].message).toContain('0.yaml:7');
  });

  test('hold for policies, services, nodes and namespaces', () => {
    const twice = [
      networkPolicy({}),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: {} },
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ];
    const { cluster, policies, problems } = read([...twice, ...twice]);
    expect([policies.length, cluster.services.length, cluster.nodes.length, problems.length]).toEqual([1, 1, 1, 4]);
  });

  test('are two in two namespaces, of two kinds, or when the name is made up by the server', () => {
    const elsewhere = { ...pod('p'), metadata: { name: 'p', namespace: 'b' } };
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'p', namespace: 'a' }, spec: { template: { spec: { containers: [] } } } };
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'p', namespace: 'a' }, spec: {} };
    const made = { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'p-', namespace: 'a' }, spec: { containers: [] } };
    const { cluster, problems } = read([pod('p'), service, elsewhere, set, made, made]);
    expect([cluster.workloads.map(({ name }) => name), problems]).toEqual([['p', 'p', 'p', 'p-*', 'p-*'], []]);
  });
});

test('names with control characters are escaped in messages', () => {
  const decoded = read([networkPolicy({ ['\u001b[31m']: 1 }, { name: 'a\u001b]0;x\u0007\nb\u202e' }), { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: '\r\n' } }]);
  // eslint-disable-next-line no-control-regex
  for (const { message } of decoded.problems) expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(decoded.problems[0].message).toContain('a\\u{1b}]0;x\\u{7}\\u{a}b\\u{202e}');
});

test('a kind or key that is called like a property of every object is nothing special', () => {
  const hostile = JSON.parse('{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},"spec":{"__proto__":{"podSelector":{}},"constructor":1}}') as object;
  expect(errorsOf(read([hostile])).map(({ code }) => code)).toEqual(['unknown-field', 'unknown-field']);
  expect([...read([{ apiVersion: '__proto__', kind: 'constructor' }]).ignored]).toEqual([['__proto__/constructor', 1]]);
  const labels = JSON.parse('{"__proto__":"x","toString":"y"}') as object;
  expect(read([pod('p', labels)]).cluster.workloads[0].labels).not.toHaveProperty('polluted');
  expect(errorsOf(read([pod('p', labels)]))).toHaveLength(1);
});
