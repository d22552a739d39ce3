import { meaning, policyOf, read, ruleMeaning } from '../meaning';

const cnp = (spec: object, kind = 'CiliumNetworkPolicy') => ({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: { name: 'p', ...(kind === 'CiliumNetworkPolicy' && { namespace: 'shop' }) },
  spec: { endpointSelector: {}, ...spec },
});
const group = (name: string, externalCIDRs: string[], labels = {}) => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumCIDRGroup', metadata: { name, labels }, spec: { externalCIDRs } });
interface Meaning {
  readonly peers?: string[];
  readonly traffic: string[];
}

const meanings = (object: unknown, others: readonly unknown[] = []) =>
  read([object, ...others]).policies.flatMap(({ rules }) => rules.map(ruleMeaning)) as Meaning[];
const peersOf = (rule: object, others: readonly unknown[] = []) => meanings(cnp({ egress: [rule] }), others).map(({ peers }) => peers);
const trafficOf = (ports: readonly object[]) => meanings(cnp({ ingress: [{ toPorts: [{ ports }] }] }))[0].traffic;

test('a rule that denies stands before one that allows, and both isolate', () => {
  const policy = policyOf(cnp({ ingress: [{ fromEntities: ['all'] }], ingressDeny: [{ fromEntities: ['world'] }] }));
  expect(policy).toMatchObject({ isolates: ['ingress'], acts: ['ingress'], hostNetwork: 'never', policesOwnNode: true });
  expect(policy.rules.map(({ action, origin }) => [action, origin.path.join('.')])).toEqual([['deny', 'spec.ingressDeny.0'], ['allow', 'spec.ingress.0']]);
});

test.each([
  ['without rules of a direction, `enableDefaultDeny` says nothing', { ingress: [{}], enableDefaultDeny: { egress: true } }, ['ingress'], ['ingress']],
  ['with `enableDefaultDeny: false` a rule acts and does not isolate', { ingress: [{}], egress: [{}], enableDefaultDeny: { ingress: false } }, ['egress'], ['ingress', 'egress']],
])('%s', (_, spec, isolates, acts) => {
  expect(policyOf(cnp(spec))).toMatchObject({ isolates, acts });
});

test('each of `specs` is a policy of its own', () => {
  const { policies } = read([{ ...cnp({}), spec: undefined, specs: [{ endpointSelector: { matchLabels: { a: 'b' } }, ingress: [{}] }, { endpointSelector: {}, egress: [{}] }] }]);
  expect(policies.map(({ subject, isolates }) => [subject.pods.toString(), isolates])).toEqual([['"a"["b"]', ['ingress']], ['', ['egress']]]);
});

test('a policy about nodes is about no pod', () => {
  expect(read([{ ...cnp({ ingress: [{}] }, 'CiliumClusterwideNetworkPolicy'), spec: { nodeSelector: {}, ingress: [{}] } }])).toMatchObject({ policies: [], problems: [] });
});

test.each([
  ['{} stays in the namespace', {}, 'pods in shop '],
  ['a key of a source is the same label', { matchLabels: { 'k8s:app': 'a', 'any:tier': 'b' } }, 'pods in shop "app"["a"]&"tier"["b"]'],
  ['a namespace is named', { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'pay' } }, 'pods where "kubernetes.io/metadata.name"["pay"] '],
  ['labels of namespaces lead out of the own one', { matchLabels: { 'io.cilium.k8s.namespace.labels.env': 'x' } }, 'pods where "env"["x"] '],
  ['another cluster', { matchLabels: { 'io.cilium.k8s.policy.cluster': 'far' } }, 'pods in shop "io.cilium.k8s.policy.cluster"[]'],
  ['a label that no identity has', { matchLabels: { 'pod-template-hash': 'x' } }, 'pods in shop "pod-template-hash"[]'],
  ['a label that no identity lacks it', { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'DoesNotExist' }] }, 'pods in shop '],
  ['a label that is kept', { matchLabels: { 'app.kubernetes.io/name': 'x' } }, 'pods in shop "app.kubernetes.io/name"["x"]'],
])('peers by labels: %s', (_, selector, expected) => {
  expect(peersOf({ toEndpoints: [selector] })).toEqual([[expected]]);
});

test('a label of the source `reserved` is taken as it is', () => {
  expect(peersOf({ toEndpoints: [{ matchLabels: { 'reserved:host': '' } }] })).toEqual([['pods where  "reserved:host"[]', 'hosts own']]);
});

test.each([
  ['a list that names no one', { toEndpoints: [] }, []],
  ['an empty list beside a filled one', { toEndpoints: [], toEntities: ['all'] }, []],
  ['nothing at all', {}, []],
  ['everyone', { toEntities: ['all', 'world'] }, undefined],
  ['no one by name', { toEntities: ['none', 'health'] }, []],
  ['the cluster', { toEntities: ['cluster'] }, ['pods where  ', 'hosts own others', 'API server where stated']],
  ['the API server', { toEntities: ['kube-apiserver'] }, ['API server']],
  ['blocks, which are no pods', { toCIDRSet: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.0.0.0/16'] }] }, ['addresses 10.2.0.0/15 10.4.0.0/14 10.8.0.0/13 10.16.0.0/12 10.32.0.0/11 10.64.0.0/10 10.128.0.0/9 (pods never)']],
  ['names', { toFQDNs: [{ matchName: 'Example.com.' }] }, ['unreadable the addresses of names are learned from DNS [example.com]']],
  ['patterns of names', { toFQDNs: [{ matchPattern: '*.example.com' }] }, ['unreadable the addresses of names are learned from DNS']],
  ['groups of a cloud', { toGroups: [{ aws: {} }] }, ['unreadable the addresses of groups of a cloud are not in the input']],
  ['a Service that is not there', { toServices: [{ k8sService: { serviceName: 'x' } }] }, ['unreadable the Services that it names are not in the input, or are selected by labels']],
])('peers: %s', (_, rule, expected) => {
  expect(peersOf(rule)).toEqual([expected]);
});

test('groups of blocks by name and by labels, wherever they stand', () => {
  const others = [group('a', ['192.0.2.0/24'], { zone: 'x' }), group('b', ['198.51.100.0/24'])];
  expect(peersOf({ toCIDRSet: [{ cidrGroupRef: 'b', except: ['198.51.100.0/25'] }] }, others)).toEqual([['addresses 198.51.100.128/25 (pods never)']]);
  expect(peersOf({ toCIDRSet: [{ cidrGroupSelector: { matchLabels: { zone: 'x' } } }] }, others)).toEqual([
    ['addresses 192.0.2.0/24 (pods never)', 'unreadable the input may not contain all groups of blocks with such labels'],
  ]);
  expect(peersOf({ toCIDRSet: [{ cidrGroupRef: 'c' }] }, others)).toEqual([['unreadable the CiliumCIDRGroup c is not in the input']]);
});

test('the pods of a Service, and the addresses of one without selector', () => {
  const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec });
  const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'far', namespace: 'shop' }, subsets: [{ addresses: [{ ip: '192.0.2.7' }], ports: [{ port: 80 }] }] };
  const others = [service('near', { selector: { app: 'a' } }), service('far', {}), endpoints];
  const to = (serviceName: string) => peersOf({ toServices: [{ k8sService: { serviceName, namespace: 'shop' } }] }, others);
  expect([to('near'), to('far')]).toEqual([[['pods in shop "app"["a"]']], [['addresses 192.0.2.7/32 (pods never)']]]);
});

test.each([
  ['every protocol without one', [{ port: '80' }], ['SCTP 80,TCP 80,UDP 80']],
  ['a range', [{ port: '80', endPort: 90, protocol: 'TCP' }], ['TCP 80-90']],
  ['a last port below the first', [{ port: '80', endPort: 9, protocol: 'TCP' }], ['TCP 80']],
  ['zero', [{ port: '0', endPort: 9, protocol: 'TCP' }], ['TCP 1-65535']],
  ['base 8', [{ port: '017620', protocol: 'TCP' }], ['TCP 8080']],
  ['a name that looks like a number', [{ port: '0x1F90', protocol: 'TCP' }], ['No Connections', 'TCP 0x1f90']],
  ['a name of any protocol', [{ port: 'HTTP' }], ['No Connections', '* http']],
  ['a protocol without ports', [{ port: '0', protocol: 'VRRP' }], ['No Connections']],
  ['no port', [], ['No Connections']],
])('ports: %s', (_, ports, expected) => {
  expect(trafficOf(ports)).toEqual(expected);
});

test('ICMP is none of our protocols', () => {
  expect(meanings(cnp({ ingress: [{ icmps: [{ fields: [{ type: 8 }] }] }] }))[0].peers).toBeUndefined();
});

test('rules about requests are apart from those that are not', () => {
  const ports = [{ port: '80', protocol: 'TCP' }];
  const { rules } = policyOf(cnp({ ingress: [{ toPorts: [{ ports, rules: { http: [{ path: '/' }] } }, { ports: [{ port: '81' }] }] }] }));
  expect(rules.map(({ partly }) => partly)).toEqual(['its rules about HTTP are not read', undefined]);
});

test('a rule about DNS that takes every name forbids nothing', () => {
  const dns = (matchPattern: string) => policyOf(cnp({ egress: [{ toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{ matchPattern }] } }] }] })).rules[0].partly;
  expect([dns('*'), dns('*.example.com')]).toEqual([undefined, 'its rules about DNS are not read']);
});

test('pods have their account as a label where a policy asks for it', () => {
  const pod = (name: string, spec = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { containers: [], ...spec } });
  const asks = cnp({ ingress: [{ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'a' } }] }] });
  const labels = (objects: readonly unknown[]) => read(objects).cluster.workloads.map((workload) => workload.labels);
  expect(labels([asks, pod('x', { serviceAccountName: 'a' }), pod('y')])).toEqual([{ 'account:cilium': 'a' }, { 'account:cilium': 'default' }]);
  expect(labels([pod('x')])).toEqual([{}]);
});

test('the order of objects changes nothing', () => {
  const objects = [cnp({ egress: [{ toCIDRSet: [{ cidrGroupRef: 'a' }] }] }), group('a', ['192.0.2.0/24'])];
  expect(read(objects).policies.map(meaning)).toEqual(read([...objects].reverse()).policies.map(meaning));
});
