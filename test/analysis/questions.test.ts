import { Analysis, ExplanationNoteKind, Verdict } from '../../src/facade';
import { noteText } from '../../src/report/explanation/notes';
import { shown } from '../traffic';

const pod = (name: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main, ports: [{ containerPort: 80 }] }] }
---`;
const policy = (peer: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress: [{ from: [${peer}], ports: [{ port: 80 }] }]
`;
const before = Analysis.ofText(pod('web') + pod('db') + policy('{ podSelector: { matchLabels: { app: web } } }'));
const after = Analysis.ofText(pod('web') + pod('db') + policy('{ namespaceSelector: {} }'));

describe('the questions of a reviewer', () => {
  it('explains', () => {
    const { cases } = before.explain('web', 'db', 'UDP 80');
    expect(cases[0].parts[0]).toMatchObject({ verdict: Verdict.DENIED, openedBy: [{ policy: 'NetworkPolicy shop/db' }] });
    expect(cases[0].parts[0].notes).toContainEqual({ kind: ExplanationNoteKind.TCP_ONLY, policy: 'NetworkPolicy shop/db', port: 80 });
    expect(cases[0].parts[0].notes.map(noteText).join()).toContain('opens TCP 80, not UDP');
    expect(before.explain('web', 'web').cases).toEqual([]);
    expect(() => before.explain('10.0.0.1', '10.0.0.2')).toThrow('[no-workload]');
    expect(before.explainIsolation('db')).toMatchObject({ ingressIsolated: true, egressIsolated: false, policies: [{ direction: 'ingress', isolates: true, rules: 1 }] });
    expect(() => before.explainIsolation('10.0.0.1')).toThrow('[no-workload]');
  });

  it('compares: nothing changes for what is there, and something for pods that are not', () => {
    const { edges, exposure, policies } = before.diff(after);
    expect(edges).toEqual([]);
    expect(policies).toMatchObject([{ what: 'policy-changed', label: 'NetworkPolicy shop/db', details: ['spec.ingress[0] changed'] }]);
    expect(exposure.map(({ isNew, exposure: { workload, direction } }) => [isNew, workload, direction])).toContainEqual([true, 'shop/db[Pod]', 'ingress']);
  });

  it('measures what is lost with a pod', () => {
    expect(shown(before.blast('web'))).toMatchObject({ pods: 1, workloads: [{ workload: 'shop/db[Pod]', hop: 1, traffic: 'TCP 80' }] });
    expect(before.blastSizes().map(({ workload, pods }) => [workload, pods])).toEqual([['shop/db[Pod]', 1], ['shop/web[Pod]', 1]]);
  });
});
