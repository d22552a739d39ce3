import { reachBetween } from '../../../src/analysis/ends/reach-between';
import { findEnd } from '../../../src/analysis/ends/ends';
import { readObjects } from '../../../src/analysis/session/read';

type Json = any;

const policy = (direction: 'ingress' | 'egress', group: string) => ({
  apiVersion: 'crd.antrea.io/v1beta1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'a', name: 'policy' },
  spec: { priority: 5, appliedTo: [{ group }], [direction]: [{ action: 'Drop' }] },
});

const group = (spec: Json) => ({ apiVersion: 'crd.antrea.io/v1beta1', kind: 'Group', metadata: { namespace: 'a', name: 'g' }, spec });
const pod = (name: string, namespace = 'a') => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels: { app: name } }, spec: { containers: [] } });

function verdict(objects: readonly Json[], source: string, destination: string): string {
  const session = readObjects([pod('x'), pod('y'), pod('other', 'b'), ...objects]);
  const { allowed, unknown } = reachBetween(session.engine(), findEnd(session, source), findEnd(session, destination));
  return allowed.isAll() ? 'allowed' : unknown.isAll() ? 'unknown' : 'denied';
}

test('a group that is not in the input leaves open what the rules are about, and no other direction', () => {
  const missing = [policy('egress', 'missing')];
  expect(verdict(missing, 'a/x', 'b/other')).toBe('unknown');
  expect(verdict(missing, 'b/other', 'a/x')).toBe('allowed');
});

test.each([
  ['of its own namespace', { podSelector: { matchLabels: { app: 'x' } } }, 'denied'],
  ['of a namespace that is named', { podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }, 'denied'],
  ['of no namespace that can be', { podSelector: {}, namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist' }] } }, 'allowed'],
  ['of no key that a label has', { podSelector: {}, namespaceSelector: { matchExpressions: [{ key: 'no key', operator: 'DoesNotExist' }] } }, 'allowed'],
  ['that a pod to come in another namespace may join', { podSelector: { matchLabels: { app: 'x' } }, namespaceSelector: {} }, 'unknown'],
  ['with a pod of another namespace', { podSelector: {}, namespaceSelector: {} }, 'allowed'],
])('a policy of a namespace applied to a group %s', (_, spec, expected) => {
  expect(verdict([policy('egress', 'g'), group(spec)], 'a/x', 'a/y')).toBe(expected);
});
