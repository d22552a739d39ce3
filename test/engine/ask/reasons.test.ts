import { reasonsOf } from '../../../src/engine';
import { parseAddress } from '../../../src/sets';
import { Built, build, engineOf, OUTSIDE } from '../cases';
import { admin, foreign, mesh, networkPolicy, node, pod } from '../manifests';

const x = { app: 'x' };
const block = (cidr: string) => networkPolicy('a/np', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] });
const networks = (cidr: string) => admin('anp', 1, { egress: [{ action: 'Deny', to: [{ networks: [cidr] }] }] });

function reasons({ engine, pods }: Built, direction: 'ingress' | 'egress', position: number, peer: number | string): string[] {
  const end = typeof peer === 'string' ? parseAddress(peer)! : pods[peer];
  return reasonsOf(engine, direction, pods[position], end, engine.decisions(direction, pods[position], end, 'TCP', 80));
}

test('no reason where everything is definite', () => {
  const built = build([pod('a/x', x), pod('b/y'), networkPolicy('a/np', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })]);
  expect(reasons(built, 'ingress', 0, 0)).toEqual([]);
  expect(reasons(built, 'ingress', 0, 1)).toEqual([]);
  expect(reasons(built, 'ingress', 0, '192.0.2.1')).toEqual([]);
});

test('a block over the address of a pod', () => {
  expect(reasons(build([pod('a/x'), pod('b/y', {}, { ip: '10.0.0.1' }), block('10.0.0.0/8')]), 'ingress', 0, 1)).toEqual(['whether a block means a pod that holds an address in it depends on the CNI']);
});

test('a pod whose address is not known', () => {
  expect(reasons(build([pod('a/x'), pod('b/y'), block('10.0.0.0/8')]), 'ingress', 0, 1)).toEqual(['a block may hold the address of the pod, which the input does not tell']);
});

test('a pod of two families', () => {
  expect(reasons(build([pod('a/x'), pod('b/y', {}, { ip: ['10.0.0.1', 'fd00::1'] }), networks('10.0.0.0/8')]), 'egress', 0, 1)).toEqual(['the addresses of the two families are judged differently']);
});

test('pods on the host network', () => {
  const objects = [pod('a/x'), pod('b/h', x, { host: true }), networkPolicy('a/np', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: x } }] }] }),
    networkPolicy('b/np', { podSelector: {}, ingress: [] })];
  expect(reasons(build(objects), 'ingress', 0, 1)).toEqual([
    'a pod on the host network has the address of its node, and the node of a pod always reaches it', 'whether a rule means pods on the host network depends on the CNI',
  ]);
  expect(reasons(build(objects), 'ingress', 1, 0)).toEqual(['whether policies select pods on the host network depends on the CNI']);
  expect(reasons(build(objects), 'egress', 0, 1)).toEqual([]);
  expect(reasons(build([...objects, networkPolicy('a/out', { podSelector: {}, policyTypes: ['Egress'] })]), 'egress', 0, 1)).toEqual([
    'a pod on the host network has the address of its node, and whether a pod that policies isolate reaches its own node depends on the CNI',
  ]);
});

test('domain names without recorded addresses, and unread policies', () => {
  const built = build([pod('a/x'), foreign('a/f', { endpointSelector: {} }), admin('anp', 1, { egress: [{ action: 'Allow', to: [{ domainNames: ['a.example', 'b.example'] }] }] })]);
  expect(reasons(built, 'egress', 0, '192.0.2.1')).toEqual(['CiliumNetworkPolicy a/f could not be read: this kind is not read', 'the addresses of a.example, b.example are not known'].map((text) => expect.stringContaining(text.split(': ')[0])));
});

test('policies of a mesh', () => {
  expect(reasons(build([pod('a/x'), pod('a/y'), mesh('a/m')]), 'ingress', 0, 1)).toEqual(['AuthorizationPolicy a/m may deny what other policies allow: AuthorizationPolicy is not read']);
});

test('a node that a pod on the host network may be on', () => {
  const built = build([node('n', { env: 'prod' }, '192.0.2.1'), pod('a/x'), pod('b/h', {}, { host: true }), admin('anp', 1, { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })]);
  expect(reasons(built, 'egress', 0, 1)).toEqual(['whether a rule means pods on the host network depends on the CNI']);
});

test('an isolated pod on a node, and the addresses of nodes', () => {
  const isolated = networkPolicy('a/np', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  const built = build([node('n', {}, '192.0.2.1'), pod('a/x'), isolated]);
  expect(reasons(built, 'ingress', 0, '192.0.2.1')).toEqual(["the address is a node's, and the node of a pod always reaches it"]);
  expect(reasons(built, 'egress', 0, '192.0.2.1')).toEqual(["the address is a node's, and whether a pod that policies isolate reaches its own node depends on the CNI"]);
  expect(reasons(built, 'ingress', 0, '192.0.2.2')).toEqual([]);
  expect(reasons(build([node('n', {}, '192.0.2.1'), pod('a/x')]), 'ingress', 0, '192.0.2.1')).toEqual([]);
});

test('what is unknown has a reason', () => {
  let unknowns = 0;
  const silent: string[] = [];
  for (let index = 0; index < 120; index++) {
    const { engine, policies } = engineOf(51, index);
    const orders = policies.filter(({ stage }) => !stage.isolating).map(({ stage, order }) => `${stage.rank} ${order}`);
    if (new Set(orders).size < orders.length) continue; // equal priorities are no doubt of one decision
    const ends = [...Array.from({ length: engine.classes.count }, (_, c) => c), ...OUTSIDE.slice(0, 4)];
    for (const source of ends) {
      for (const destination of ends) {
        if (!engine.reach(source, destination).unknown.contains('TCP', 80)) continue;
        unknowns++;
        const found: string[] = [];
        if (typeof source === 'number') found.push(...reasonsOf(engine, 'egress', source, destination, engine.decisions('egress', source, destination, 'TCP', 80)));
        if (typeof destination === 'number') found.push(...reasonsOf(engine, 'ingress', destination, source, engine.decisions('ingress', destination, source, 'TCP', 80)));
        if (found.length === 0) silent.push(`${index}: ${String(source)} -> ${String(destination)}`);
      }
    }
  }
  expect(unknowns).toBeGreaterThan(500);
  expect(silent).toEqual([]);
});
