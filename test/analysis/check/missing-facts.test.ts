import { missingFacts } from '../../../src/analysis/questions/check/missing-facts';
import { givenFacts } from '../../../src/analysis/facts/given';
import { readText } from '../../../src/analysis/session/read';
import { Analysis } from '../../../src/facade';
import { call } from '../../cli/call';

const pod = (namespace: string, name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{name: a, image: a}]}
---
`;
const policy = (selector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: ${selector}}]}]}
---
`;
const PODS = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${pod('shop', 'api')}${pod('web', 'front')}${pod('db', 'a')}${pod('db', 'b')}`;
const need = (subject: string, answers: number) => ({ kind: 'namespaces', subject, answers });
const BY_TEAM = PODS + policy('{matchLabels: {team: a}}');

it('missingFacts counts the answers that depend on labels of undeclared namespaces', () => {
  expect(missingFacts(readText(BY_TEAM, 'm'))).toEqual({ answers: 3, facts: [need('db', 2), need('web', 1)] });
  expect(missingFacts(readText(PODS + policy('{matchExpressions: [{key: team, operator: DoesNotExist}]}'), 'm'))).toEqual({ answers: 3, facts: [need('db', 2), need('web', 1)] });
});

it('missingFacts is nothing where the labels do not count, or are known', () => {
  expect(missingFacts(readText(PODS, 'm'))).toBeUndefined();
  expect(missingFacts(readText(PODS + policy('{matchLabels: {kubernetes.io/metadata.name: web}}'), 'm'))).toBeUndefined();
  expect(missingFacts(readText(BY_TEAM, 'm', { facts: givenFacts({ complete: true }, 'x') }))).toBeUndefined();
  expect(missingFacts(readText(BY_TEAM, 'm', { facts: givenFacts({ namespaces: { web: {} } }, 'x') }))).toEqual({ answers: 2, facts: [need('db', 2)] });
});

it('is one remark of the command, and part of the result', async () => {
  const { err, out } = await call(['check', '-', '-o', 'json'], BY_TEAM);
  expect(err).toContain('3 answers depend on labels of namespaces `db`, `web`, which are not known\n  fix: declare them, or state them under `facts` in .netfence.yaml\n');
  expect(JSON.parse(out).missingFacts).toEqual({ answers: 3, facts: [need('db', 2), need('web', 1)] });
  expect(Analysis.ofText(BY_TEAM).check().missingFacts).toEqual({ answers: 3, facts: [need('db', 2), need('web', 1)] });
});

const admin = (peer: string) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: a}
spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [${peer}]}]}
---
`;

it('missingFacts names the addresses of nodes, the addresses of pods, and labels that controllers set', async () => {
  const job = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {replicas: 1, selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: a, image: a}]}}}
---
`;
  const byHash = job + PODS + 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {matchLabels: {pod-template-hash: x}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}\n---\n';
  const kinds = (text: string) => missingFacts(readText(text, 'm'))!.facts.map(({ kind, subject }) => `${kind} ${subject}`.trim());
  expect(kinds(byHash)).toEqual(expect.arrayContaining(['podLabel pod-template-hash', 'podRanges']));
  expect(kinds(PODS + admin('{nodes: {}}'))).toEqual(['nodeRanges']);
  const { err } = await call(['check', '-'], byHash);
  expect(err).toMatch(/\d+ answers depend on .*values of labels that controllers set: `pod-template-hash`.*, which are not known\n {2}fix: .*`podRanges` under `facts` in .netfence.yaml; select by labels of the template\n/);
});

it.each([
  ['the addresses of pods', PODS + 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}\n', 'to settle it, state where pods have their addresses (`podRanges`)'],
  ['labels of a namespace', BY_TEAM, 'the labels of namespace `web` are not known: declare it, or state it under `facts`'],
])('each answer says that it depends on %s', async (_, text, words) => {
  expect((await call(['explain', 'web/front', 'shop/api', '80', '-'], text)).out).toContain(words);
});
