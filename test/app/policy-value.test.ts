import { PolicyContent, PolicyValue } from '../../src/app';
import type { Rule } from '../../src/model';
import { LabelSelector, TrafficSet } from '../../src/sets';

const rule = (reason?: string): Rule => ({ direction: 'ingress', action: 'allow', peers: undefined, traffic: { fixed: TrafficSet.ALL, named: [] }, reason, origin: { label: 'r', path: [] } });

function valueOf(content: Partial<PolicyContent>): PolicyValue {
  const nothing: PolicyContent = { namespace: 'n', isolates: ['ingress'], subject: () => LabelSelector.EVERYTHING, rules: () => [], reasons: () => [] };
  return new PolicyValue({ name: 'p', labels: { a: 'b' }, annotations: {} }, { ...nothing, ...content });
}

test('a policy is encoded once, until a value behind it is another one', () => {
  const rules = [rule()];
  let subject = LabelSelector.label('app', 'web');
  const value = valueOf({ rules: () => [...rules], subject: () => subject });
  const encoded = () => (value as unknown as { encoded(): unknown }).encoded();
  const first = encoded();
  expect(encoded()).toBe(first);
  subject = LabelSelector.label('app', 'api');
  expect(value.spec()).toMatchObject({ podSelector: { matchLabels: { app: 'api' } } });
  expect(encoded()).not.toBe(first);
  rules.push(rule());
  rules.splice(0, 1);
  const second = encoded();
  expect(second).not.toBe(first);
  expect(encoded()).toBe(second);
});

test('the manifest says what is declared', () => {
  expect(valueOf({ rules: () => [rule('why')], reasons: () => [rule('why')] }).manifest()).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'n', labels: { a: 'b' }, annotations: { 'netfence/reason': 'why' } },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
  });
});

test('reasons that are too long together are a problem', () => {
  expect(valueOf({ reasons: () => [rule('x'.repeat(300_000))] }).problems().join()).toMatch(/^\[annotations-size\] /);
  expect(valueOf({}).problems()).toEqual([]);
});
