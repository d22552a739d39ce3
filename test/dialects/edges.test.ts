/** Small things that a reader of manifests easily gets wrong. */
import { decode, DIALECTS } from '../../src/dialects';
import { withFix } from '../../src/errors';
import { DIRECTIONS, formatPath, Origin } from '../../src/model';
import { adminPolicy, errorsOf, networkPolicy, peerMeaning, policyOf, read } from './meaning';

const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [] } };

test.each([
  ['apps/v1', 'Deployment', { replicas: 3, template }, 3],
  ['apps/v1', 'ReplicaSet', { replicas: 3, template }, 3],
  ['apps/v1', 'StatefulSet', { replicas: 3, template }, 3],
  ['v1', 'ReplicationController', { replicas: 3, template }, 3],
  ['batch/v1', 'Job', { parallelism: 3, template }, 3],
  ['batch/v1', 'CronJob', { jobTemplate: { spec: { parallelism: 3, template } } }, 3],
  ['apps/v1', 'DaemonSet', { replicas: 3, template }, 1],
  ['extensions/v1beta1', 'Deployment', { replicas: 3, template }, 3],
  ['extensions/v1beta1', 'DaemonSet', { template }, 1],
])('%s %s stands for its pods', (apiVersion, kind, spec, replicas) => {
  const { cluster, problems } = read([{ apiVersion, kind, metadata: { name: 'x', namespace: 'n' }, spec }]);
  expect(cluster.workloads).toMatchObject([{ namespace: 'n', name: 'x', kind, labels: { a: 'b' }, replicas }]);
  expect(problems).toEqual([]);
});

test('policies keep the order of the input', () => {
  const names = ['c', 'a', 'b'];
  expect(read(names.map((name, i) => adminPolicy({ priority: 9 - i }, { name }))).policies.map(({ name }) => name)).toEqual(names);
  expect(read(names.map((name) => networkPolicy({ podSelector: {} }, { name }))).policies.map(({ name }) => name)).toEqual(names);
});

test('a policy of a kind that is not read keeps its name and namespace', () => {
  const foreign = (apiVersion: string, kind: string, metadata: object) => policyOf({ apiVersion, kind, metadata });
  expect(foreign('cilium.io/v2', 'CiliumNetworkPolicy', { name: 'x', namespace: 'n' })).toMatchObject({ name: 'x', namespace: 'n', subject: { namespaces: { name: 'n' } } });
  expect(foreign('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', { name: 'x' }).namespace).toBeUndefined();
});

describe('networks of the admin kinds', () => {
  const errors = (network: string) => errorsOf(read([adminPolicy({ egress: [{ action: 'Deny', to: [{ networks: [network] }] }] })])).length;
  test.each(['2001:db8::0001/128', '2001:db8::01/64', '::/0', '10.0.0.1/8', '0.0.0.0/0', '64:ff9b::1.2.3.4/128'])('%s is one', (network) => expect(errors(network)).toBe(0));
  test.each(['010.0.0.0/8', '10.0.0.00/8', '10.0.0.0/08', '::ffff:10.0.0.0/104', '64:ff9b::01.2.3.4/128', '10.0.0.0/', '10.0.0.0/8/8', 'x/8'])('%s is none', (network) => expect(errors(network)).toBeGreaterThan(0));
  test('mean what they say', () => {
    const [rule] = policyOf(adminPolicy({ egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/9', '10.128.0.0/9'] }] }] })).rules;
    expect(rule.peers!.map(peerMeaning)).toEqual(['addresses 10.0.0.0/8 (pods by-address)']);
  });
});

describe('selectors', () => {
  const errors = (podSelector: unknown) => errorsOf(read([networkPolicy({ podSelector })])).length;
  const expression = (fields: object) => ({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'], ...fields }] });
  test('in order', () => expect(errors(expression({}))).toBe(0));
  test.each([
    ['values that are no list', expression({ values: 'b' })],
    ['values that are an object', expression({ values: { b: 'c' } })],
    ['a value that is no text', expression({ values: [1] })],
    ['a key that is no text', expression({ key: 1 })],
    ['an operator that is none', expression({ operator: 'in' })],
    ['an operator that is no text', expression({ operator: true })],
    ['no operator', { matchExpressions: [{ key: 'a' }] }],
    ['no key', { matchExpressions: [{ operator: 'Exists' }] }],
    ['expressions that are no list', { matchExpressions: { key: 'a', operator: 'Exists' } }],
    ['labels that are a list', { matchLabels: ['a'] }],
    ['a value beside Exists', expression({ operator: 'Exists' })],
    ['no value beside NotIn', expression({ operator: 'NotIn', values: [] })],
    ['an unknown field', { matchLabel: {} }],
    ['a text', 'a=b'],
  ])('refused: %s', (_, podSelector) => expect(errors(podSelector)).toBeGreaterThan(0));
});

describe('the addresses of a pod', () => {
  const addresses = (status: unknown) => {
    const decoded = read([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'n' }, spec: { containers: [] }, status }]);
    return [decoded.cluster.workloads[0].addresses.map(({ family, value }) => `${family} ${value.toString(16)}`), decoded.problems.length];
  };
  test.each([
    ['are its list', { podIP: '10.0.0.9', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] }, [['4 a000001', `6 fd${'0'.repeat(29)}1`], 0]],
    ['are its list of one', { podIP: '10.0.0.9', podIPs: [{ ip: '10.0.0.1' }] }, [['4 a000001'], 0]],
    ['are the single one without a list', { podIP: '10.0.0.9', podIPs: [] }, [['4 a000009'], 0]],
    ['are not known', { podIP: '', podIPs: null }, [[], 0]],
    ['are not known before it runs', undefined, [[], 0]],
    ['are not known where they are none', { podIP: 'x' }, [[], 1]],
  ])('%s', (_, status, expected) => expect(addresses(status)).toEqual(expected));
});

describe('the ports of a pod', () => {
  const podWith = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'n' }, spec: { containers: [], ...spec } });
  const portsOf = (...specs: object[]) => read(specs.map((spec, i) => podWith(`p${i}`, spec))).cluster.workloads
    .map(({ ports }) => ports.map(({ name, port, protocol }) => `${name ?? '-'} ${protocol} ${port}`).join());
  const one = (port: object) => ({ containers: [{ ports: [port] }] });

  test('differ in each of their fields', () => {
    const kinds = [{ containerPort: 1 }, { containerPort: 2 }, { containerPort: 1, protocol: 'UDP' }, { containerPort: 1, name: 'a' }, { containerPort: 1, name: 'b' }];
    const expected = ['- TCP 1', '- TCP 2', '- UDP 1', 'a TCP 1', 'b TCP 1'];
    expect(portsOf(...kinds.map(one))).toEqual(expected);
    expect(portsOf(...kinds.flatMap((kind) => [one(kind), one(kind)]))).toEqual(expected.flatMap((text) => [text, text]));
    expect(portsOf({ containers: [{ ports: kinds }] }, one(kinds[0]), { containers: [] }, one(kinds[0]))).toEqual([expected.join(), '- TCP 1', '', '- TCP 1']);
  });

  test('are those of all containers, and of init containers that stay', () => {
    const container = (containerPort: number, more: object = {}) => ({ ports: [{ containerPort }], ...more });
    const spec = { containers: [container(1), {}, container(2)], initContainers: [container(3), container(4, { restartPolicy: 'Always' }), container(5, { restartPolicy: 'Never' })] };
    expect(portsOf(spec)).toEqual(['- TCP 1,- TCP 2,- TCP 4']);
  });

  test.each([
    [{ initContainers: [{}, { restartPolicy: 'Always', ports: [{ containerPort: 0 }] }] }, 'spec.initContainers[1].ports[0].containerPort'],
    [{ initContainers: [{ restartPolicy: 'Always', ports: {} }] }, 'spec.initContainers[0].ports'],
    [{ containers: [{}, { ports: [{ containerPort: 1 }, { containerPort: 65536 }] }] }, 'spec.containers[1].ports[1].containerPort'],
    [{ containers: [{ ports: [{ containerPort: 1, protocol: 'tcp' }] }] }, 'spec.containers[0].ports[0].protocol'],
    [{ containers: {} }, 'spec.containers'],
  ])('%j is reported with its place', (spec, place) => {
    expect(errorsOf(read([podWith('x', spec)])).map(({ message }) => message)).toEqual([expect.stringContaining(`: ${place} `)]);
  });
});

test.each(['apps/v1', 'extensions/v1beta1'])('a Deployment of %s without template is an error', (apiVersion) => {
  const decoded = read([{ apiVersion, kind: 'Deployment', metadata: { name: 'x', namespace: 'n' }, spec: {} }]);
  expect(errorsOf(decoded)).toHaveLength(1);
  expect([decoded.ignored.size, decoded.cluster.workloads]).toEqual([0, []]);
});

test.each([
  [{ ingress: [{}, { ports: [{}, { port: 1, endPort: 65536 }] }] }, 'spec.ingress[1].ports[1].endPort', 'between 1 and 65535'],
  [{ ingress: [{ ports: [{ port: 2, endPort: 1 }] }] }, 'spec.ingress[0].ports[0].endPort', 'swap the two numbers'],
  [{ egress: [{ ports: [{ port: 65536 }] }] }, 'spec.egress[0].ports[0].port', 'between 1 and 65535'],
  [{ egress: [{ ports: [{ port: 'http', endPort: 1 }] }] }, 'spec.egress[0].ports[0].endPort', 'remove it'],
])('%j is refused at its place', (spec, place, what) => {
  const messages = errorsOf(read([networkPolicy({ podSelector: {}, ...spec })])).map(({ message, fix }) => withFix(message, fix));
  expect(messages).toContainEqual(expect.stringMatching(new RegExp(`: ${place.replace(/[[\]]/g, '\\$&')} .*${what}`)));
});

test.each([['Ingress', 'egress', 'to'], ['Egress', 'ingress', 'from']])('rules beside policyTypes of %s alone are warned about', (type, direction, peers) => {
  const { problems } = read([networkPolicy({ podSelector: {}, policyTypes: [type], [direction]: [{ [peers]: [{ podSelector: {} }] }] })]);
  const missing = type === 'Ingress' ? 'Egress' : 'Ingress';
  expect(problems).toMatchObject([{ severity: 'warning', message: expect.stringContaining(`does not list ${missing}`) }]);
});

test('rules and policies say where they were written', () => {
  const document = { position: (path: readonly (string | number)[]) => ({ file: 'f.yaml', line: path.length, column: 1 }) };
  const value = networkPolicy({ podSelector: {}, ingress: [{}], egress: [{}, {}] });
  const [policy] = decode([{ value, document }]).policies;
  const placeOf = ({ label, path, document: own }: Origin) => [label, formatPath(path), own?.position(path).line];
  expect([policy, ...policy.rules].map(({ origin }) => placeOf(origin))).toEqual([
    ['NetworkPolicy shop/p', '', 0], ['NetworkPolicy shop/p', 'spec.ingress[0]', 3], ['NetworkPolicy shop/p', 'spec.egress[0]', 3], ['NetworkPolicy shop/p', 'spec.egress[1]', 3],
  ]);
  expect(policyOf(value).rules[0].origin.document).toBeUndefined();
});

test.each([['networking.gke.io/v1alpha1', 'FQDNNetworkPolicy', ['egress']], ['network.openshift.io/v1', 'EgressNetworkPolicy', ['egress']], ['crd.antrea.io/v1beta1', 'NetworkPolicy', DIRECTIONS]])(
  '%s %s without namespace lies in the default one', (apiVersion, kind, isolates) => {
    const policy = policyOf({ apiVersion, kind, metadata: { name: 'x' } });
    expect(policy).toMatchObject({ namespace: 'default', subject: { namespaces: { name: 'default' } }, isolates });
  });

const codesOf = (value: object) => errorsOf(read([value])).map(({ code, message }) => `${code} ${message.split(': ')[1].split(' ')[0]}`);
const podOf = (spec: object, status?: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'n' }, spec, status });
const deployed = (spec: object) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x', namespace: 'n' }, spec: { template, ...spec } });

test.each([
  [podOf({ containers: {} }), 'wrong-type spec.containers'],
  [podOf({}), 'missing-field spec.containers'],
  [podOf({ containers: [] }, { podIPs: [{ ip: '10.0.0.1' }, { ip: 'x' }] }), 'invalid-value status.podIPs[1].ip'],
  [podOf({ containers: [], hostNetwork: 'yes' }), 'wrong-type spec.hostNetwork'],
  [deployed({ replicas: -1 }), 'invalid-value spec.replicas'],
  [deployed({ replicas: 1.5 }), 'invalid-value spec.replicas'],
  [deployed({ replicas: 2 ** 31 }), 'invalid-value spec.replicas'],
  [deployed({ template: 'x' }), 'wrong-type spec.template'],
  [networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 1, endPort: 'x' }] }] }), 'wrong-type spec.ingress[0].ports[0].endPort'],
  [networkPolicy({ podSelector: {} }, { annotations: { a: 'x'.repeat(300_000) } }), 'invalid-value metadata.annotations'],
  [networkPolicy({ podSelector: {} }, { name: undefined, generateName: `${'x'.repeat(57)}_` }), 'invalid-value metadata.generateName'],
])('%j', (value, expected) => expect(codesOf(value)).toContain(expected));

test('what is just in order', () => {
  expect(codesOf(deployed({ replicas: 2 ** 31 - 1 }))).toEqual([]);
  expect(codesOf(deployed({ replicas: 0 }))).toEqual([]);
  // what lies behind the first 58 letters of a prefix is cut off
  expect(codesOf(networkPolicy({ podSelector: {} }, { name: undefined, generateName: `${'x'.repeat(58)}_` }))).toEqual([]);
});

test('pods that share a part of their ports', () => {
  const ports = (...numbers: number[]) => podOf({ containers: [{ ports: numbers.map((containerPort) => ({ containerPort })) }] });
  const named = (value: ReturnType<typeof ports>, name: string) => ({ ...value, metadata: { ...value.metadata, name } });
  const { cluster } = read([named(ports(1, 2), 'a'), named(ports(1, 3), 'b'), named(ports(4, 3), 'c')]);
  expect(cluster.workloads.map((workload) => workload.ports.map(({ port }) => port))).toEqual([[1, 2], [1, 3], [4, 3]]);
});

test('dialects bear the names of their folders', () => {
  expect(DIALECTS.map(({ name }) => name)).toEqual(['workloads', 'networking-v1', 'policy-api/v1alpha1', 'policy-api/v1alpha2', 'cilium-v2', 'calico-v3', 'antrea-v1beta1', 'unread']);
});

test.each([
  [['example.com', 'db.shop.svc'], false], [['db.shop.svc.cluster.local', 'example.com'], false], [['printer.local'], false], [['example.com'], true], [['svc.example.com'], false],
  [['mysvc.example.com', 'local.example.com'], true],
])('the domain names %j are addresses outside: %s', (domainNames, outside) => {
  const [{ peers }] = policyOf(adminPolicy({ egress: [{ action: 'Allow', to: [{ domainNames }] }] })).rules;
  expect(peers).toEqual([{ type: 'unreadable', why: expect.any(String), ...(outside && { domains: domainNames }) }]);
});

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy'], ['projectcalico.org/v3', 'NetworkPolicy'], ['crd.projectcalico.org/v1', 'NetworkPolicy'], ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy'],
  ['security.istio.io/v1', 'AuthorizationPolicy'], ['k8s.ovn.org/v1', 'EgressFirewall'], ['k8s.ovn.org/v1', 'UserDefinedNetwork'],
  ['extensions/v1beta1', 'NetworkPolicy'], ['networking.k8s.io/v2', 'NetworkPolicy'],
])('%s %s without namespace is about the default one alone', (apiVersion, kind) => {
  expect(policyOf({ apiVersion, kind, metadata: { name: 'x' } }).subject.namespaces).toEqual({ name: 'default' });
});

test.each([['projectcalico.org/v3', 'GlobalNetworkPolicy'], ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'], ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'], ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy']])(
  '%s %s lies in no namespace, whatever it says', (apiVersion, kind) => {
    const policy = policyOf({ apiVersion, kind, metadata: { name: 'x', namespace: 'n' } });
    expect([policy.namespace, 'labels' in policy.subject.namespaces]).toEqual([undefined, true]);
  });

test.each(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])('a %s without template is an error', (kind) => {
  const decoded = read([{ apiVersion: 'apps/v1', kind, metadata: { name: 'x', namespace: 'n' }, spec: {} }]);
  expect([errorsOf(decoded).length, decoded.ignored.size]).toEqual([1, 0]);
});

test('a workload of an unreadable number stands for one pod', () => {
  expect(read([deployed({ replicas: 'many' })]).cluster.workloads.map(({ replicas }) => replicas)).toEqual([1]);
});

describe('the labels of a pod', () => {
  const labelled = (labels: unknown) => read([{ ...podOf({ containers: [] }), metadata: { name: 'x', namespace: 'n', labels } }]);
  const labelsOf = (labels: unknown) => ({ ...labelled(labels).cluster.workloads[0].labels });
  const problems = (labels: unknown) => errorsOf(labelled(labels)).map(({ code, message }) => `${code} ${message.split(': ')[1].split(' ')[0]}`);
  test.each([[undefined, {}], [null, {}], [{}, {}], [{ a: 'b', c: null }, { a: 'b', c: '' }]])('%j are %j', (labels, expected) => {
    expect([labelsOf(labels), problems(labels)]).toEqual([expected, []]);
  });
  test.each([[{ 'a b': 'c' }], [{ a: 'b c' }], [{ a: 1 }], [{ '': 'x' }], [{ 'a/b/c': 'x' }], [{ ['x'.repeat(64)]: 'x' }], [{ a: 'x'.repeat(64) }], ['a'], [['a']]])('%j are reported', (labels) => {
    expect(problems(labels)).toEqual([expect.stringMatching(/^[a-z-]+ metadata\.labels/)]);
  });
  test('repeated are in order each time, or not each time', () => {
    const twice = (labels: object) => read([1, 2].map((i) => ({ ...podOf({ containers: [] }), metadata: { name: `x${i}`, namespace: 'n', labels } })));
    expect(errorsOf(twice({ 'never seen': 'x' }))).toHaveLength(2);
    expect(errorsOf(twice({ 'seen.example/now': 'x' }))).toHaveLength(0);
  });
});

test.each([['a'.repeat(15), 0], ['a'.repeat(16), 1], ['a-1', 0], ['1', 1], ['a--b', 1], ['-a', 1], ['a-', 1], ['A', 1]])('the port name %s', (name, problems) => {
  expect(errorsOf(read([podOf({ containers: [{ ports: [{ containerPort: 1, name }] }] })]))).toHaveLength(problems);
  expect(errorsOf(read([networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: name }] }] })]))).toHaveLength(problems);
});

test.each([
  ['scheduling.k8s.io/v1', 'PriorityClass'], ['storagemigration.k8s.io/v1', 'StorageVersionMigration'], ['storage.k8s.io/v1', 'StorageClass'], ['node.k8s.io/v1', 'RuntimeClass'],
  ['policy/v1', 'Eviction'], ['networking.k8s.io/v1', 'IPAddress'], ['metrics.k8s.io/v1', 'PodMetrics'], ['resource.k8s.io/v1', 'ResourceClaim'],
])('%s %s means nothing here', (apiVersion, kind) => {
  expect(read([{ apiVersion, kind, metadata: { name: 'x' } }]).ignored.size).toBe(0);
});
