import { Analysis, Invariant, InvariantEnd } from '../../../src/facade';

const NAMESPACE = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n---\n';
const WEB = '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: main }] } }\n---\n';
const policy = (kind: string, ...from: object[]) => JSON.stringify({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: { name: 'p', ...(kind === 'CiliumNetworkPolicy' && { namespace: 'shop' }) },
  spec: { endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'shop' } }, ingress: [{}, { fromEndpoints: from.map((matchLabels) => ({ matchLabels })) }] },
});
const apart = Invariant.never({ id: 'apart', from: [InvariantEnd.outside([InvariantEnd.namespace('shop')])], to: [InvariantEnd.namespace('shop')] });
const prove = (text: string) => Analysis.ofText(NAMESPACE + WEB + text).prove([apart])[0];
const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

test.each(KINDS)('%s: pods of its own namespace alone are proved to be let in', (kind) => {
  expect(prove(policy(kind, { 'k8s:io.kubernetes.pod.namespace': 'shop' })).outcome).toBe('proved');
});

test.each(KINDS)('%s: a namespace that it names may be created', (kind) => {
  const { outcome, counterexample } = prove(policy(kind, { 'k8s:io.kubernetes.pod.namespace': 'ops', 'app': 'job' }));
  expect(outcome).toBe('refuted');
  expect(counterexample!.manifest).toContain('namespace: ops');
  expect(counterexample!.manifest).toContain('app: job');
});

test.each(KINDS)('%s: an account is one that a pod can be created with', (kind) => {
  const { outcome, counterexample } = prove(policy(kind, { 'k8s:io.kubernetes.pod.namespace': 'ops', 'io.cilium.k8s.policy.serviceaccount': 'admin' }));
  expect(outcome).toBe('refuted');
  expect(counterexample!.manifest).toContain('serviceAccountName: admin');
  expect(counterexample!.manifest).not.toContain('account:');
});

test('an account is no label of a NetworkPolicy', () => {
  const plain = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'n', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'default' } }, policyTypes: ['Egress'] },
  });
  const asks = policy('CiliumNetworkPolicy', { 'io.cilium.k8s.policy.serviceaccount': 'default' });
  const [verdict] = Analysis.ofText(`${NAMESPACE}${WEB}${asks}\n---\n${plain}`).explain('shop/web', '203.0.113.7', 'TCP 443').cases[0].parts;
  expect(verdict.verdict).toBe('allowed');
});
