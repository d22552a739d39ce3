import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Analysis } from '../../src/facade';
import { call } from '../cli/call';

/* Every question about the same fence, written in each language: the bank is open to the shop's web servers alone, at port 8080. */
const objects = (...policies: object[]) => [
  ...['shop', 'bank', 'ops'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { tenant: name } } })),
  ...[['shop', 'web'], ['shop', 'job'], ['bank', 'ledger'], ['ops', 'probe']].map(([namespace, name]) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels: { app: name } }, spec: { containers: [{ name: 'main', image: name, ports: [{ containerPort: 8080 }] }] },
  })),
  ...policies,
].map((object) => JSON.stringify(object)).join('\n---\n');

const WEB = { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'shop', 'app': 'web' } };
const OPEN = { fromEndpoints: [WEB], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] };
const cilium = (...ingress: object[]) => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { namespace: 'bank', name: 'inside' }, spec: { endpointSelector: {}, ingress } });
const clusterwide = (...ingress: object[]) => ({ ...cilium(), kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'inside' }, spec: { endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'bank' } }, ingress } });
const accept = { action: 'Accept', from: [{ pods: { namespaceSelector: { matchLabels: { tenant: 'shop' } }, podSelector: { matchLabels: { app: 'web' } } } }], protocols: [{ tcp: { destinationPort: { number: 8080 } } }] };
const admin = (...rules: object[]) => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'inside' },
  spec: { tier: 'Admin', priority: 5, subject: { namespaces: { matchLabels: { tenant: 'bank' } } }, ingress: [...rules, { action: 'Deny', from: [{ namespaces: {} }] }] },
});

const folder = mkdtempSync(join(tmpdir(), 'netfence-languages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LANGUAGES = [
  ['CiliumNetworkPolicy', objects(cilium({}, OPEN)), objects(cilium({})), 'CiliumNetworkPolicy bank/inside'],
  ['CiliumClusterwideNetworkPolicy', objects(clusterwide({}, OPEN)), objects(clusterwide({})), 'CiliumClusterwideNetworkPolicy inside'],
  ['ClusterNetworkPolicy', objects(admin(accept)), objects(admin()), 'ClusterNetworkPolicy inside'],
] as const;

describe.each(LANGUAGES)('%s', (_, open, closed, policy) => {
  const analysis = Analysis.ofText(open);
  const lines = async (argv: readonly string[], text: string = open) => (await call([...argv], text)).out;

  it('is listed, in the own form and in the compatible ones', async () => {
    for (const form of [['list', '-'], ['list', '-', '-q']]) {
      const out = await lines(form);
      expect(out).toContain('shop/web[Pod] => bank/ledger[Pod] : TCP 8080\n');
      expect(out).not.toMatch(/(job|probe)\[Pod\] => bank/);
    }
    const evaluated = (source: string, namespace: string) => lines(['eval', '-', '-s', source, '-n', namespace, '-d', 'ledger', '--destination-namespace', 'bank', '-p', '8080']);
    expect([await evaluated('web', 'shop'), await evaluated('probe', 'ops')].map((out) => / (true|false)\n$/.exec(out)?.[1])).toEqual(['true', 'false']);
  });

  it('is explained by its rule', () => {
    const [part] = analysis.explain('shop/web', 'bank/ledger', 'TCP 8080').cases[0].parts;
    expect([part.verdict, part.closedByIngress.map((rule) => rule.policy)]).toEqual(['allowed', [policy]]);
  });

  it('is compared', async () => {
    const { edges } = Analysis.ofText(closed).diff(Analysis.ofText(open));
    expect(edges.map(({ sources, destinations, opened }) => [sources, destinations, opened.text])).toEqual([[['shop/web[Pod]'], ['bank/ledger[Pod]'], 'TCP 8080']]);
  });

  it('bounds what a pod can do', async () => {
    expect(await lines(['blast', 'shop/web', '-'])).toContain('bank/ledger');
    expect(await lines(['blast', 'shop/web', '-'], closed)).not.toMatch(/bank\/ledger/);
  });

  it('is exposed to pods that could be created', async () => {
    const newcomers = async (text: string) => /TCP 8080/.test(await lines(['exposure', '-'], text));
    expect([await newcomers(open), await newcomers(closed)]).toEqual([true, false]);
  });

  it('judges recorded traffic', async () => {
    writeFileSync(join(folder, 'cluster.yaml'), open);
    writeFileSync(join(folder, 'flows.csv'), [
      'time,src_namespace,src_workload,src_ip,dst_namespace,dst_workload,dst_ip,dst_port,protocol,verdict,count',
      ...['shop,Pod/web', 'ops,Pod/probe'].map((source) => `2026-11-20T10:15:09Z,${source},,bank,Pod/ledger,,8080,TCP,FORWARDED,5`),
    ].join('\n'));
    const { code, out } = await call(['replay', join(folder, 'flows.csv'), join(folder, 'cluster.yaml')]);
    expect(code).toBe(2);
    expect(out).toContain('would be denied: 1\n  ops/probe[Pod] => bank/ledger[Pod] : TCP 8080\n');
  });
});
