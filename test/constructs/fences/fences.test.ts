import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Helm, Include, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { AllowFrom, DefaultDeny, DefaultDenyIngress, DnsProfile, Fences, FencesEverywhereOptions, FencesReport, NamespaceFence, Peer, PodSelector } from '../../../src/constructs';
import { world, yamlOf } from '../written';

let words = '';
beforeEach(() => {
  words = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (words += String(text)) !== '');
});
afterEach(() => jest.restoreAllMocks());

function deployment(chart: Chart, namespace: string | undefined, name = 'web'): kplus.Deployment {
  return new kplus.Deployment(chart, `${namespace}-${name}`, {
    metadata: { name, namespace }, podMetadata: { labels: { app: name } }, containers: [{ image: 'example.com/web', portNumber: 8080 }],
  });
}

interface Fenced {
  readonly report: FencesReport;
  readonly policies: any[];
}

function everywhere(build: (chart: Chart, app: App) => unknown, options?: FencesEverywhereOptions): Fenced {
  const app = Testing.app();
  build(new Chart(app, 'workloads'), app);
  const report = Fences.everywhere(app, options);
  return { report, policies: app.charts.flatMap((chart) => chart.toJson()).filter(({ kind }) => kind === 'NetworkPolicy') };
}
const names = (policies: any[]) => policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

test('every namespace with a workload gets a fence, in one chart', () => {
  const { report, policies } = everywhere((chart) => ['production', 'other', 'other'].map((namespace, i) => deployment(chart, namespace, `web${i}`)));
  expect(report).toEqual({ fenced: ['other', 'production'], withoutInsideTraffic: [], leftAlone: [] });
  expect(names(policies)).toEqual(['other', 'production'].flatMap((name) => ['inside', 'dns', 'default-deny'].map((part) => `${name}/${name}-${part}`)));
  expect(yamlOf(policies)).toMatchSnapshot();
  const { asks } = world(policies);
  expect(asks('other/api', 'production/api', 'TCP 8080')).toBe('denied');
  expect(asks('production/frontend', 'production/api', 'TCP 8080')).toBe('allowed');
  expect(asks('production/api', 'kube-system/dns', 'UDP 53')).toBe('allowed');
  expect(words).toBe('');
});

test('with options', () => {
  const { report, policies } = everywhere((chart) => ['production', 'other'].map((namespace) => deployment(chart, namespace)), {
    dns: DnsProfile.none(), insideTraffic: false, except: ['other'], chartId: 'walls', labels: { team: 'net' }, annotations: { a: 'b' },
  });
  expect(report.leftAlone).toEqual([{ what: 'namespace other', path: 'workloads/other-web/Resource', why: 'it is one of the exceptions' }]);
  expect(policies).toEqual([{
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'production-default-deny', namespace: 'production', labels: { team: 'net' }, annotations: { a: 'b' } },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }]);
});

test('every kind with a pod template counts, and lists are opened', () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x' }] } };
  const object = (chart: Chart, apiVersion: string, kind: string, spec: object) =>
    new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'x', namespace: kind.toLowerCase() }, ...{ spec } });
  const { report } = everywhere((chart) => {
    object(chart, 'v1', 'Pod', template.spec);
    object(chart, 'apps/v1', 'StatefulSet', { template });
    object(chart, 'apps/v1', 'DaemonSet', { template });
    object(chart, 'batch/v1', 'Job', { template });
    object(chart, 'batch/v1', 'CronJob', { jobTemplate: { spec: { template } } });
    object(chart, 'example.com/v1', 'Rollout', { template });
    object(chart, 'v1', 'ConfigMap', {});
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', ...{ items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'listed' }, spec: template.spec }] } });
  });
  expect(report.fenced).toEqual(['cronjob', 'daemonset', 'job', 'listed', 'pod', 'rollout', 'statefulset']);
});

const deploy = (name: string, namespace: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${namespace}}
spec: {selector: {matchLabels: {app: x}}, template: {metadata: {labels: {app: x}}, spec: {containers: [{name: x, image: x}]}}}
---
`;

test('objects of an Include are fenced where they say where they go, and reported where they do not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'include-'));
  writeFileSync(join(folder, 'a.yaml'), deploy('here', ', namespace: included') + deploy('nowhere', '') + 'apiVersion: example.com/v1\nkind: Database\nmetadata: {name: db, namespace: included}\n');
  const { report } = everywhere((chart) => new Include(chart, 'foreign', { url: join(folder, 'a.yaml') }));
  expect(report.fenced).toEqual(['included']);
  expect(report.leftAlone).toEqual([
    { what: 'Deployment nowhere', path: 'workloads/foreign/nowhere-deployment', why: 'it names no namespace, so it goes to the current namespace of `kubectl`' },
    { what: 'Database db', path: 'workloads/foreign/db-database-included', why: 'its kind is not known here, and whether it runs pods neither' },
  ]);
  expect(words).toContain('netfence: `Deployment nowhere` (`workloads/foreign/nowhere-deployment`) was not fenced');
  expect(words).toContain('`Database db`');
});

test('objects of a Helm chart are too; those that name no namespace go where their cdk8s chart writes to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helm-'));
  const helm = join(folder, 'helm');
  // what the real one would print: here it only has to be a program
  writeFileSync(helm, `#!/bin/sh\ncat <<'END'\n${deploy('ingress', ', namespace: ingress-nginx')}${deploy('agent', '')}END\n`, { mode: 0o755 });
  const props = { chart: 'nginx', releaseName: 'nginx', helmExecutable: helm };
  const open = everywhere((chart) => new Helm(chart, 'nginx', props));
  expect(open.report.fenced).toEqual(['ingress-nginx']);
  expect(open.report.leftAlone).toEqual([
    { what: 'Deployment agent', path: 'workloads/nginx/agent-deployment', why: 'it names no namespace, so it goes to the current namespace of `kubectl`' },
  ]);
  const placed = everywhere((_, app) => new Helm(new Chart(app, 'placed', { namespace: 'agents' }), 'nginx', props));
  expect(placed.report.fenced).toEqual(['agents', 'ingress-nginx']);
  expect(placed.report.leftAlone).toEqual([]);
  expect(names(placed.policies)).toContain('agents/agents-default-deny');
});

test('system namespaces, closed namespaces, host-network pods and empty namespaces are not fenced', () => {
  const { report, policies } = everywhere((chart) => {
    deployment(chart, 'kube-system');
    deployment(chart, 'fenced');
    new NamespaceFence(chart, 'fenced');
    deployment(chart, 'closed');
    new DefaultDeny(chart, 'deny', { namespace: 'closed' });
    new kplus.Namespace(chart, 'empty', { metadata: { name: 'empty' } });
    new kplus.Deployment(chart, 'agent', { metadata: { name: 'agent', namespace: 'agents' }, hostNetwork: true, containers: [{ image: 'x' }] });
  });
  expect(report.fenced).toEqual(['agents']);
  expect(report.leftAlone.map(({ what, why }) => `${what}: ${why}`)).toEqual([
    'Deployment agent: its pods are on the host network, where policies do not reach them',
    'namespace empty: the app writes no workload to it',
    'namespace closed: the app closes it already',
    'namespace fenced: the app closes it already',
    'namespace kube-system: it is one of the exceptions',
  ]);
  expect(names(policies).filter((name) => name.startsWith('agents/'))).toHaveLength(3);
});

test('where the app has policies of its own, nothing gets wider than they say', () => {
  const build = (chart: Chart) => {
    deployment(chart, 'production');
    new DefaultDenyIngress(chart, 'deny', { namespace: 'production' });
    new AllowFrom(chart, 'api', { namespace: 'production', pods: PodSelector.labels({ app: 'api-server' }), from: [Peer.pods({ app: 'frontend' })] });
  };
  const { report, policies } = everywhere(build);
  expect(report).toEqual({ fenced: ['production'], withoutInsideTraffic: ['production'], leftAlone: [] });
  expect(words).toContain('netfence: traffic inside namespace `production` was not opened');
  const { asks, reaching } = world(policies);
  expect(reaching('production/database', 'TCP 5432')).toEqual([]);
  expect(asks('production/api', '1.1.1.1', 'TCP 443')).toBe('denied');
  expect(asks('production/api', 'kube-system/dns', 'UDP 53')).toBe('allowed');
});

test('a namespace that no API server takes is an error that names the workload, and nothing is fenced by half', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'workloads');
  deployment(chart, 'a-good-one');
  new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'Bad_NS' }, ...{ spec: { containers: [] } } });
  expect(() => Fences.everywhere(app)).toThrow(/^\[namespace-name\] the namespace of `workloads\/bad` must .*, got `Bad_NS`; /);
  expect(app.charts.map(({ node }) => node.id)).toEqual(['workloads']);
});

test('what is not even an object is not fenced', () => {
  const items = [null, 5, { apiVersion: 'v1', kind: 'Pod' }, { apiVersion: 'v1', kind: 'Namespace' }];
  const { report } = everywhere((chart) => new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', ...{ items } }));
  expect(report.fenced).toEqual([]);
  expect(report.leftAlone.map(({ what }) => what)).toEqual(['Pod without a name']);
});

test('an app without workloads gets no chart', () => {
  const app = Testing.app();
  new Chart(app, 'empty');
  expect(Fences.everywhere(app).fenced).toEqual([]);
  expect(app.charts.map(({ node }) => node.id)).toEqual(['empty']);
});

test('twice is an error', () => {
  const app = Testing.app();
  deployment(new Chart(app, 'workloads'), 'production');
  Fences.everywhere(app);
  expect(() => Fences.everywhere(app)).toThrow('[fences-twice] fences everywhere are created once, got a chart `fences` already; call it once, last, or set `chartId`');
});
