import { environmentOf } from '../../../src/analysis/facts/environment';
import { givenFacts } from '../../../src/analysis/facts/given';
import { readText } from '../../../src/analysis/session/read';
import { withFacts } from '../../../src/analysis/session/with-facts';
import { textOf } from '../../../src/analysis/facts/contradictions';

const MANIFESTS = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: a}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {containers: [{name: a}]}
status: {podIP: 10.244.0.7}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: back}
spec: {containers: [{name: a}], hostNetwork: true}
status: {podIP: 192.168.0.1}
---
apiVersion: v1
kind: Node
metadata: {name: one}
status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.0.7, ports: [{port: 80}]}
`;
const given = (facts: object) => readText(MANIFESTS, 'm.yaml', { facts: givenFacts(facts, 'x') });

it('a stated namespace has exactly its labels, whether the input names it or not', () => {
  const { namespaces } = given({ namespaces: { back: { tier: 'db' }, far: {} } }).decoded.cluster;
  expect([...namespaces.values()].map(({ name, labels }) => [name, labels])).toEqual([
    ['shop', { 'kubernetes.io/metadata.name': 'shop', 'team': 'a' }],
    ['back', { 'kubernetes.io/metadata.name': 'back', 'tier': 'db' }],
    ['far', { 'kubernetes.io/metadata.name': 'far' }],
  ]);
  expect([...namespaces.values()].map(({ openLabels = false }) => openLabels)).toEqual([false, false, false]);
});

it('facts that hold are no problem', () => {
  const session = given({ namespaces: { shop: { team: 'a' } }, podRanges: ['10.244.0.0/16'], nodeRanges: ['192.168.0.0/24'], serviceRanges: ['10.96.0.0/12'] });
  expect(session.problems).toEqual([]);
  expect(session.decoded.cluster.facts!.podRanges!.toCidrs()).toEqual(['10.244.0.0/16']);
});

it.each([
  ['namespaces:\n    shop: {team: b}', '3:11', '1:1', 'Namespace shop has the label `team: a`, and has the label `team: b` in the facts'],
  ['namespaces:\n    shop: {}', '3:11', '1:1', 'Namespace shop has the label `team: a`, and has no label `team` in the facts'],
  ['podRanges: 10.0.0.0/16', '2:14', '5:1', 'Pod shop/web has the address 10.244.0.7, which is not in 10.0.0.0/16'],
  ['serviceRanges: [10.0.0.0/16]', '2:18', '22:1', 'Service shop/web has the address 10.96.0.7, which is not in 10.0.0.0/16'],
])('a fact that an object contradicts is a problem at both places: %s', (fact, atFact, atObject, message) => {
  const { facts, problems } = environmentOf(`facts:\n  ${fact}\n`, '.netfence.yaml');
  expect(problems).toEqual([]);
  const session = readText(MANIFESTS, 'm.yaml', { facts });
  expect(session.understood).toBe(false);
  expect(session.problems.map(({ code, position }) => [code, textOf(position!)])).toEqual([
    ['fact-contradicted', `.netfence.yaml:${atFact}`], ['fact-contradicted', `m.yaml:${atObject}`],
  ]);
  const [first, second] = session.problems.map((problem) => problem.message);
  expect(second).toContain(`${message}; `);
  expect(second).toContain(`are stated by .netfence.yaml:${atFact}`);
  expect(first).toContain(`(m.yaml:${atObject})`);
});

it('counts the other objects that contradict, and has no place for what a program states', () => {
  const session = given({ nodeRanges: ['10.0.0.0/16'] });
  expect(session.problems.map(({ message }) => message)).toEqual([
    'Node one has the address 192.168.0.1, which is not in 10.0.0.0/16; the node ranges are stated by x',
    'Pod back/api has the address 192.168.0.1, which is not in 10.0.0.0/16; the node ranges are stated by x',
  ]);
});

it('withFacts adds facts to a session, weaker or stronger than its own, and judges by the network plugin', () => {
  const session = given({ podRanges: ['10.244.0.0/16'] });
  const more = givenFacts({ podRanges: ['10.0.0.0/16'], cni: 'cilium' }, 'y');
  expect(withFacts(session, {})).toBe(session);
  const weaker = withFacts(session, more, { isWeaker: true });
  expect([weaker.facts.podRanges!.source.name, weaker.profile.name, weaker.problems.length]).toEqual(['x', 'cilium', 0]);
  const stronger = withFacts(session, more);
  expect([stronger.facts.podRanges!.source.name, stronger.problems.length]).toEqual(['y', 1]);
  expect(withFacts(stronger, givenFacts({ podRanges: ['10.244.0.0/16'] }, 'z')).problems).toEqual([]);
});

it('with complete facts, an undeclared namespace has its name alone', () => {
  expect(given({ complete: true }).decoded.cluster.namespaces.get('back')).toEqual({ name: 'back', labels: { 'kubernetes.io/metadata.name': 'back' } });
});
