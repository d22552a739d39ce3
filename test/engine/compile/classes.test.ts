import { CILIUM, COMPATIBLE, SPEC } from '../../../src/profiles';
import { build, engineOf } from '../cases';
import { deployment, namespace, networkPolicy, node, pod, admin } from '../manifests';

/** `by` in one direction: the policy whose mention tells pods apart. */
const mention = (peer: object, ports?: object[]) => networkPolicy('z/p', { podSelector: {}, ingress: [{ from: [peer], ...(ports && { ports }) }] });
const labelled = mention({ podSelector: { matchLabels: { app: 'x' } } });

function together(one: object, other: object, ...policies: object[]): boolean {
  const { pods } = build([one, other, ...policies]);
  return pods[0] === pods[1];
}

describe('pods are one class', () => {
  test.each([
    ['without policies', pod('a/x', { app: 'x' }), pod('a/y', { app: 'y' }, { ports: { http: 80 } }), []],
    ['without blocks, at addresses of one family', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y', {}, { ip: '11.0.0.1' }), []],
    ['when they differ in labels that no policy mentions', pod('a/x', { app: 'x', hash: '1' }), pod('a/y', { hash: '2', app: 'x' }), [labelled]],
    ['when they differ in values that no policy mentions', pod('a/x', { app: 'v' }), pod('a/y', { app: 'w' }), [labelled]],
    ['when they differ in ports that no rule names', pod('a/x', {}, { ports: { http: 1 } }), pod('a/y', {}, { ports: { dns: 2 } }), [mention({ podSelector: {} }, [{ port: 'metrics' }])]],
    ['when their labels come in another order', pod('a/x', { app: 'x', tier: 'y' }), pod('a/y', { tier: 'y', app: 'x' }), [mention({ podSelector: { matchLabels: { tier: 'y', app: 'x' } } })]],
    ['when one has ports that no rule names', pod('a/x', {}, { ports: { http: 1 } }), pod('a/y'), [mention({ podSelector: {} }, [{ port: 'metrics' }])]],
    ['when their ports come in another order', pod('a/x', {}, { ports: { http: 1, dns: 2 } }), pod('a/y', {}, { ports: { dns: 2, http: 1 } }), [mention({ podSelector: {} }, [{ port: 'http' }, { port: 'dns' }])]],
    ['when their addresses lie in the same blocks', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y', {}, { ip: '10.0.0.2' }), [mention({ ipBlock: { cidr: '10.0.0.0/8' } })]],
    ['when the order of their addresses differs', pod('a/x', {}, { ip: ['10.0.0.1', 'fd00::1'] }), pod('a/y', {}, { ip: ['fd00::1', '10.0.0.1'] }), [mention({ ipBlock: { cidr: '10.0.0.0/8' } })]],
  ])('%s', (_, one, other, policies) => expect(together(one, other, ...policies)).toBe(true));

  test.each([
    ['they lie in other namespaces', pod('a/x'), pod('b/y'), []],
    ['a selector tells them apart', pod('a/x', { app: 'x' }), pod('a/y', { app: 'y' }), [labelled]],
    ['a key is there or not', pod('a/x', { app: 'y' }), pod('a/y'), [labelled]],
    ['a mentioned name has other numbers', pod('a/x', {}, { ports: { http: 1 } }), pod('a/y', {}, { ports: { http: 2 } }), [mention({ podSelector: {} }, [{ port: 'http' }])]],
    ['a mentioned name is there or not', pod('a/x', {}, { ports: { http: 1 } }), pod('a/y'), [mention({ podSelector: {} }, [{ port: 'http' }])]],
    ['a block holds one of them', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y', {}, { ip: '11.0.0.0' }), [mention({ ipBlock: { cidr: '10.0.0.0/8' } })]],
    ['a block ends between them', pod('a/x', {}, { ip: '10.255.255.255' }), pod('a/y', {}, { ip: '11.0.0.0' }), [mention({ ipBlock: { cidr: '10.0.0.0/8' } })]],
    ['a block starts between them', pod('a/x', {}, { ip: '9.255.255.255' }), pod('a/y', {}, { ip: '10.0.0.0' }), [mention({ ipBlock: { cidr: '10.0.0.0/8' } })]],
    ['an IPv6 block starts between them', pod('a/x', {}, { ip: 'fcff::' }), pod('a/y', {}, { ip: 'fd00::' }), [mention({ ipBlock: { cidr: 'fd00::/8' } })]],
    ['an address is known or not', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y'), [mention({ ipBlock: { cidr: '0.0.0.0/0' } })]],
    ['one has another address family', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y', {}, { ip: 'fd00::1' }), []],
    ['one has addresses of both families', pod('a/x', {}, { ip: '10.0.0.1' }), pod('a/y', {}, { ip: ['10.0.0.2', 'fd00::2'] }), []],
    ['one is on the host network', pod('a/x', {}, { host: true }), pod('a/y'), []],
  ])('unless %s', (_, one, other, policies) => expect(together(one, other, ...policies)).toBe(false));
});

test('a workload weighs its replicas, one at least', () => {
  const { engine, pods } = build([deployment('a/x', {}, 3), deployment('a/y', {}, 0), pod('a/z'), pod('b/z')]);
  expect(pods).toEqual([0, 0, 0, 1]);
  expect([...engine.classes.podCount]).toEqual([5, 1]);
});

test('classes are grouped by namespace, also where pods are not', () => {
  const { engine, pods } = build([namespace('empty'), pod('b/x', { app: 'x' }), pod('a/y'), pod('b/y'), pod('a/x', { app: 'x' }), labelled]);
  const { namespaces, firstOfNamespace, namespaceOf, count } = engine.classes;
  expect(namespaces).toEqual(['a', 'b', 'empty', 'z']);
  expect([...firstOfNamespace]).toEqual([0, 2, 4, 4, 4]);
  expect([...namespaceOf]).toEqual([0, 0, 1, 1]);
  expect(count).toBe(4);
  expect(pods).toEqual([2, 0, 3, 1]);
});

test('an example shows what policies see', () => {
  const { engine, pods } = build([pod('a/x', { app: 'x', hash: '1' }, { ports: { http: 80, other: 1 } }), mention({ podSelector: { matchLabels: { app: 'x' } } }, [{ port: 'http' }])]);
  const { labels, portSets, portsOf, example } = engine.classes;
  expect(labels[pods[0]]).toMatchObject({ app: 'x' });
  expect(portSets[portsOf[pods[0]]].map(({ name, port }) => `${name} ${port}`)).toEqual(['http 80']);
  expect(example[pods[0]].name).toBe('x');
});

test('labels that the agent hides distinguish no pods', () => {
  const objects = [pod('a/x', { 'pod-template-hash': '1' }), pod('a/y', { 'pod-template-hash': '2' }), pod('a/z', { 'kubernetes.io/x': '1' }),
    mention({ podSelector: { matchLabels: { 'pod-template-hash': '1', 'kubernetes.io/x': '1' } } })];
  expect(build(objects, { profile: CILIUM }).engine.classes.count).toBe(1);
  expect(build(objects).engine.classes.count).toBe(3);
});

test('pods on the host network are pods like others where the profile says so', () => {
  const objects = [pod('a/x', {}, { host: true }), pod('a/y')];
  expect(build(objects, { profile: COMPATIBLE }).engine.classes.count).toBe(1);
  expect(build(objects, { profile: COMPATIBLE }).engine.classes.hostNetwork.length).toBe(0);
  expect([...build(objects).engine.classes.hostNetwork]).toEqual([0]);
});

test('pods of nodes that some selector distinguishes are of different classes', () => {
  const host = { host: true };
  const nodes = [node('n1', { env: 'prod' }, '192.0.2.1'), node('n2', { env: 'dev' }, '192.0.2.2'), node('n3', { env: 'dev' }, '192.0.2.3')];
  const policy = admin('p', 1, { egress: [{ action: 'Allow', to: [{ nodes: { matchLabels: { env: 'prod' } } }] }] });
  const on = (name: string) => pod(`a/on-${name}`, {}, { ...host, node: name });
  const { pods } = build([...nodes, ...['n1', 'n2', 'n3', 'n9'].map(on), pod('a/nowhere', {}, host), policy]);
  expect(pods[1]).toBe(pods[2]);
  expect(pods[3]).toBe(pods[4]);
  expect(new Set(pods).size).toBe(3);
  const without = build([...nodes, ...['n1', 'n2', 'n9'].map(on)]);
  expect(without.engine.classes.count).toBe(1);
});

test('equal classes have equal labels as far as policies see them', () => {
  for (let index = 0; index < 40; index++) {
    const { engine, cluster, pods, policies } = engineOf(31, index);
    cluster.workloads.forEach((workload, w) => {
      for (const { subject } of policies) expect(subject.pods.matches(workload.labels)).toBe(subject.pods.matches(engine.classes.labels[pods[w]]));
    });
  }
});

test('pods on the host network of different addresses are of different classes where a rule is about nodes', () => {
  const objects = [node('n', {}, '192.0.2.1'), pod('a/x'), pod('a/h', {}, { host: true }), pod('a/i', {}, { host: true, ip: '192.0.2.1' }),
    networkPolicy('a/np', { podSelector: {}, policyTypes: ['Egress'] }), admin('anp', 1, { egress: [{ action: 'Allow', to: [{ nodes: {} }] }] })];
  const { engine, pods } = build(objects);
  expect(pods[1]).not.toBe(pods[2]);
  expect(engine.reach(pods[0], pods[2]).allowed.isAll()).toBe(true);
  expect(engine.reach(pods[0], pods[1]).unknown.isAll()).toBe(true);
});

test('keys that an agent hides from selectors distinguish no pods, and are not shown', () => {
  const objects = [pod('a/x', { app: 'x', tier: 'front' }), pod('a/y', { app: 'y', tier: 'front' }), mention({ podSelector: { matchLabels: { app: 'x', tier: 'front' } } })];
  const { engine, pods } = build(objects, { profile: { ...SPEC, hiddenLabels: ['app'] } });
  expect(pods).toEqual([0, 0]);
  expect(engine.classes.labels).toEqual([{ tier: 'front' }]);
  expect(engine.policies('ingress', 0)).toEqual([]);
});
