import { ApiObject, App, Chart } from 'cdk8s';
import { Analysis, Verdict } from '../../src/facade';
import { AllowBetween, DefaultDeny, PodSelector, Port } from '../../src/constructs';
import { shown } from '../traffic';

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: production }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: production }
spec:
  replicas: 3
  template:
    metadata: { labels: { app: api-server } }
    spec: { containers: [{ name: main, ports: [{ containerPort: 8080, name: http }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: frontend, namespace: production }
spec: { template: { metadata: { labels: { app: frontend } }, spec: { containers: [{ name: main }] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: production, labels: { app: frontend } }
spec: { hostNetwork: true, containers: [{ name: main }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: production, annotations: { netfence/reason: the front end calls the API } }
spec:
  podSelector: { matchLabels: { app: api-server } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: frontend } } }]
      ports: [{ port: http }]
`;

describe('Analysis', () => {
  const analysis = Analysis.ofText(MANIFESTS);

  it('tells what passes between two workloads', () => {
    expect(shown(analysis.reach('production/frontend', 'production/api'))).toEqual({
      source: 'production/frontend[Deployment]',
      destination: 'production/api[Deployment]',
      allowed: 'TCP 8080',
      unknown: 'No Connections',
      reasons: [],
    });
    expect(analysis.reach('203.0.113.5', 'api').allowed.text).toBe('No Connections');
    expect(analysis.reach('api', '203.0.113.5').allowed.text).toBe('All Connections');
  });

  it('answers one question with the rules that decide', () => {
    const { verdict, rules } = analysis.allows('frontend', 'api', 'TCP 8080');
    expect(verdict).toBe(Verdict.ALLOWED);
    expect(rules).toEqual([
      { direction: 'ingress', effect: 'allow', policy: 'NetworkPolicy production/api', field: 'spec.ingress[0]', file: 'text', line: 32, reason: 'the front end calls the API' },
    ]);
    expect(analysis.allows('frontend', 'api', '8081')).toMatchObject({ verdict: Verdict.DENIED, rules: [{ effect: 'isolate', policy: 'NetworkPolicy production/api' }] });
  });

  it('never calls a pod on the host network isolated', () => {
    const { verdict, reasons } = analysis.allows('agent', 'api', 'TCP 9090');
    expect(verdict).toBe(Verdict.UNKNOWN);
    expect(reasons.join()).toContain('node');
  });

  it('judges pods of one owner against each other, not one pod against itself', () => {
    expect(analysis.reach('api', 'api').allowed.text).toBe('No Connections');
    expect(analysis.reach('frontend', 'frontend').allowed.text).toBe('All Connections');
  });

  it('knows that the own node reaches its pods, and leaves the way back to the agent', () => {
    const node = (name: string, address: string) => `---
apiVersion: v1
kind: Node
metadata: { name: ${name} }
status: { addresses: [{ type: InternalIP, address: ${address} }] }
`;
    const pod = (name: string, where: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: production, labels: { app: api-server } }
spec: { ${where} containers: [{ name: main }] }
`;
    const deny = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: production }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;
    const two = Analysis.ofText(node('a', '192.0.2.1') + node('b', '192.0.2.2') + pod('seated', 'nodeName: a,') + pod('anywhere', '') + deny);
    expect(two.allows('192.0.2.1', 'seated', '80').verdict).toBe(Verdict.ALLOWED);
    expect(two.allows('192.0.2.2', 'seated', '80').verdict).toBe(Verdict.DENIED);
    expect(two.allows('192.0.2.1', 'anywhere', '80').verdict).toBe(Verdict.UNKNOWN);
    expect(two.allows('seated', '192.0.2.1', '80')).toMatchObject({ verdict: Verdict.UNKNOWN, reasons: [expect.stringContaining('node')] });
    expect(two.allows('seated', '192.0.2.2', '80').verdict).toBe(Verdict.DENIED);
    expect(two.allows('seated', '192.0.2.3', '80').verdict).toBe(Verdict.DENIED);
  });

  it('counts', () => {
    expect(analysis.statistics).toMatchObject({ workloads: 3, pods: 5, policies: 1, namespaces: 1 });
    const { allowedPairs, unknownPairs, deniedPairs } = analysis.statistics;
    expect(allowedPairs + unknownPairs + deniedPairs).toBe(5 * 4);
    expect(unknownPairs).toBe(3);
    expect(deniedPairs).toBe(6);
  });

  it('lists workloads with their isolation', () => {
    expect(analysis.workloads).toContainEqual({ label: 'production/api[Deployment]', namespace: 'production', name: 'api', kind: 'Deployment', pods: 3, ingressIsolated: true, egressIsolated: false, ingressIsolation: 'isolated', egressIsolation: 'not-isolated' });
  });

  it.each([
    ['production/ap', '[unknown-workload]', 'did you mean `production/api`?'],
    ['nowhere', '[unknown-workload]', 'namespace/name'],
  ])('says what is near `%s`', (name, code, text) => {
    expect(() => analysis.reach(name, 'api')).toThrow(code);
    expect(() => analysis.reach(name, 'api')).toThrow(text);
  });

  it('names the candidates of an ambiguous name', () => {
    const both = Analysis.ofText(MANIFESTS + MANIFESTS.replace(/production/g, 'staging').replace(/^/, '---'));
    expect(() => both.reach('api', 'frontend')).toThrow('`staging/api[Deployment]`');
  });

  it.each(['', '0', '70000', 'ICMP 1', 'TCP', 'TCP http'])('refuses the packet `%s`', (packet) => {
    expect(() => analysis.allows('frontend', 'api', packet)).toThrow('[bad-packet]');
  });

  it('knows agents by name', () => {
    expect(() => Analysis.ofText(MANIFESTS, { cni: 'clium' })).toThrow('did you mean `cilium`?');
  });

  it('reports what it does not understand', () => {
    const cut = Analysis.ofText(`${MANIFESTS}---\nkind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: x, namespace: production}\nspec: {podSelektor: {}}\n`);
    expect(cut.isUnderstood).toBe(false);
    expect(cut.problems[0]).toMatchObject({ isError: true, position: { file: 'text' } });
    expect(cut.allows('frontend', 'api', 'TCP 8080').verdict).toBe(Verdict.UNKNOWN);
  });

  it('reads an app before it is written', () => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'production' });
    const labels = { app: 'api-server' };
    new ApiObject(chart, 'api', { apiVersion: 'v1', kind: 'Pod', metadata: { labels, name: 'api' }, spec: { containers: [{ name: 'main' }] } });
    new ApiObject(chart, 'deny', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: { podSelector: {} } });
    expect(Analysis.ofApp(app).reach('192.0.2.1', 'production/api').allowed.text).toBe('No Connections');
  });
});

it('reads what an app writes at the last moment, too', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'production' });
  for (const name of ['frontend', 'api']) {
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: name }, name }, spec: { containers: [{ name: 'main' }] } });
  }
  new DefaultDeny(chart, 'deny');
  new AllowBetween(chart, 'edge', { from: PodSelector.labels({ app: 'frontend' }), to: PodSelector.labels({ app: 'api' }), ports: [Port.tcp(8080)] });
  expect(Analysis.ofApp(app).reach('production/frontend', 'production/api').allowed.text).toBe('TCP 8080');
});
