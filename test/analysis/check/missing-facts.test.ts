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
const BY_TEAM = PODS + policy('{matchLabels: {team: a}}');

it('missingFacts counts the answers that depend on labels of undeclared namespaces', () => {
  expect(missingFacts(readText(BY_TEAM, 'm'))).toEqual({ answers: 3, namespaces: ['db', 'web'] });
  expect(missingFacts(readText(PODS + policy('{matchExpressions: [{key: team, operator: DoesNotExist}]}'), 'm'))).toEqual({ answers: 3, namespaces: ['db', 'web'] });
});

it('missingFacts is nothing where the labels do not count, or are known', () => {
  expect(missingFacts(readText(PODS, 'm'))).toBeUndefined();
  expect(missingFacts(readText(PODS + policy('{matchLabels: {kubernetes.io/metadata.name: web}}'), 'm'))).toBeUndefined();
  expect(missingFacts(readText(BY_TEAM, 'm', { facts: givenFacts({ complete: true }, 'x') }))).toBeUndefined();
  expect(missingFacts(readText(BY_TEAM, 'm', { facts: givenFacts({ namespaces: { web: {} } }, 'x') }))).toEqual({ answers: 2, namespaces: ['db'] });
});

it('is one remark of the command, and part of the result', async () => {
  const { err, out } = await call(['check', '-', '-o', 'json'], BY_TEAM);
  expect(err).toContain('3 answers depend on labels of namespaces `db`, `web`, which are not known\n  fix: declare them, or state them under `facts` in .netfence.yaml\n');
  expect(JSON.parse(out).missingFacts).toEqual({ answers: 3, namespaces: ['db', 'web'] });
  expect(Analysis.ofText(BY_TEAM).check().missingFacts).toEqual({ answers: 3, namespaces: ['db', 'web'] });
});
