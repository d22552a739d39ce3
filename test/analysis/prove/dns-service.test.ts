import { Analysis, Invariant } from '../../../src/facade';

const text = (...objects: readonly object[]) => objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
const pod = (namespace: string, name: string, labels: object, spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec });

it.each([['by number', 5353], ['by name', 'listens']])('asks for the port of the DNS pods that their Service names %s', (_, targetPort) => {
  const outcome = (...ports: number[]) => Analysis.ofText(text(
    pod('shop', 'web', { app: 'web' }, { containers: [{ name: 'c' }] }),
    pod('kube-system', 'dns', { 'k8s-app': 'kube-dns' }, { containers: [{ name: 'c', ports: [{ containerPort: 5353, name: 'listens', protocol: 'UDP' }] }] }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: { selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, targetPort, protocol: 'UDP' }] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'dns', namespace: 'shop' },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53 }, ...ports.map((port) => ({ port, protocol: 'UDP' }))] }],
      },
    },
  )).prove([Invariant.readyMade('dns')])[0].outcome;
  expect([outcome(53), outcome(5353), outcome(53, 5353)]).toEqual(['refuted', 'proved', 'proved']);
});
