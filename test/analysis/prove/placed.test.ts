import { Analysis, Invariant, InvariantEnd } from '../../../src/facade';

const manifest = (kind: string, apiVersion: string, name: string, spec: object) => `---\n${JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'pci' }, spec })}\n`;

test('one pod that may have either of two addresses is no pair', () => {
  const pod = manifest('Pod', 'v1', 'one', { containers: [{ name: 'main', ports: [{ name: 'sql', containerPort: 5432 }] }] });
  const policy = manifest('NetworkPolicy', 'networking.k8s.io/v1', 'inside', {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'sql' }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.244.0.1/32' } }] }, { to: [{ podSelector: {} }] }],
  });
  const inside = Invariant.never({ id: 'inside', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.namespace('pci')], traffic: ['TCP 5432'] });
  const [{ outcome, counterexample }] = Analysis.ofText(pod + policy).prove([inside], { podRanges: ['10.244.0.0/24'] });
  expect(outcome).toBe('refuted');
  expect([counterexample!.source, counterexample!.destination].filter((end) => end === 'pci/one[Pod]').length).toBeLessThan(2);
});
