import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Helm, Include, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import * as k8s from 'cdk8s-plus-34/lib/imports/k8s';
import type { IConstruct } from 'constructs';
import { AllowFrom, AllowTo, NamespaceFence, Peer, PodSelector } from '../../../src/constructs';
import { policyOf } from '../written';

beforeEach(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterEach(() => jest.restoreAllMocks());

const spec = (labels: Record<string, string>, port = 8080) => ({
  selector: { matchLabels: labels },
  template: { metadata: { labels: { ...labels, version: 'v1' } }, spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: port }] }] } },
});
const deployment = (name: string, labels: Record<string, string> = { app: name }, port = 8080) =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec: spec(labels, port) });
const service = (more: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 'admin' }], ...more } });

function include(chart: Chart, ...objects: object[]): Include {
  const file = join(mkdtempSync(join(tmpdir(), 'include-')), 'a.yaml');
  writeFileSync(file, Yaml.stringify(...objects));
  return new Include(chart, 'include', { url: file });
}

function helm(chart: Chart, ...objects: object[]): Helm {
  const program = join(mkdtempSync(join(tmpdir(), 'helm-')), 'helm');
  writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${Yaml.stringify(...objects)}END\n`, { mode: 0o755 });
  return new Helm(chart, 'helm', { chart: 'web', helmExecutable: program });
}

/** The rule of a policy in `edge` to what is built, and of a policy for it. */
function written(build: (chart: Chart) => IConstruct | PodSelector) {
  const chart = new Chart(Testing.app(), 'c', { namespace: 'edge' });
  new NamespaceFence(chart, 'edge');
  const value = build(chart);
  new AllowTo(chart, 'to', { pods: PodSelector.all(), to: [Peer.of(value)] });
  return { chart, value, egress: (): any => policyOf(Testing.synth(chart), 'to').spec.egress };
}

const IN_SHOP = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };
const WEB = [{ ports: [{ port: 8080, protocol: 'TCP' }], to: [{ namespaceSelector: IN_SHOP, podSelector: { matchLabels: { app: 'web' } } }] }];

test.each<[string, (chart: Chart) => IConstruct]>([
  ['an ApiObject', (chart) => new ApiObject(chart, 'x', deployment('web'))],
  ['an object of `cdk8s import`', (chart) => new k8s.KubeDeployment(chart, 'x', { metadata: { name: 'web', namespace: 'shop' }, spec: spec({ app: 'web' }) })],
  ['an Include', (chart) => include(chart, deployment('web'), service())],
  ['a Helm chart', (chart) => helm(chart, deployment('web'), service())],
  ['a chart', (chart) => new ApiObject(new Chart(chart, 'inner'), 'x', deployment('web')).node.scope!],
  ['a List', (chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'List', ...{ items: [deployment('web')] } })],
])('the pods of %s, by the selector of the workload, with their namespace and ports', (_, build) => {
  const { egress, value } = written(build);
  expect(egress()).toEqual(WEB);
  const pods = PodSelector.of(value);
  expect([pods._namespace(), pods._selector().toString()]).toEqual(['shop', '"app"["web"]']);
  new AllowFrom(new Chart(Testing.app(), 'c'), 'a', { pods, from: [Peer.ownNamespace()] });
});

test('pods without a controller by all their labels', () => {
  const { egress } = written((chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', labels: { app: 'x', tier: 'a' } }, ...{ spec: { containers: [] } } }));
  expect(egress()).toEqual([{ to: [{ podSelector: { matchLabels: { app: 'x', tier: 'a' } } }] }]);
});

test('several workloads are a peer each, with their own ports, and no PodSelector', () => {
  const { egress, value } = written((chart) => include(chart, deployment('web'), deployment('db', { app: 'db' }, 5432)));
  expect(egress()).toEqual([
    { ports: [{ port: 5432, protocol: 'TCP' }], to: [{ namespaceSelector: IN_SHOP, podSelector: { matchLabels: { app: 'db' } } }] },
    ...WEB,
  ]);
  expect(() => PodSelector.of(value)).toThrow('[pods-type] a `PodSelector` is the pods of one workload, got an Include (`c/include`) with 2; pass one of its objects (`include.apiObjects`)');
});

test('a Service is the pods behind it, at its target ports', () => {
  const { egress } = written((chart) => new ApiObject(chart, 'x', service()));
  expect(egress()).toEqual([{ ...WEB[0], ports: [{ port: 8080, protocol: 'TCP' }, { port: 'admin', protocol: 'TCP' }] }]);
  const plus = written((chart) => new kplus.Service(chart, 's', {
    metadata: { namespace: 'shop' }, selector: kplus.Pods.select(chart, 'p', { labels: { app: 'web' } }), ports: [{ port: 80, targetPort: 8080 }],
  }));
  expect(plus.egress()).toEqual(WEB);
  expect(() => written((chart) => new ApiObject(chart, 'x', service({ selector: undefined })))).toThrow('[pods-type] a Service stands for the pods that it selects, got `c/x` without a selector');
});

test('a fence and a Namespace are all pods of the namespace', () => {
  const all = [{ to: [{ namespaceSelector: IN_SHOP }] }];
  const fence = written((chart) => new NamespaceFence(chart, 'shop'));
  expect(fence.egress()).toEqual(all);
  const pods = PodSelector.of(fence.value);
  expect([pods._namespace(), pods._selector().isEverything()]).toEqual(['shop', true]);
  const namespace = written((chart) => new ApiObject(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }));
  expect(namespace.egress()).toEqual(all);
  expect(() => PodSelector.of(namespace.value)).toThrow('[pods-type] the value must represent pods, got an ApiObject (`c/ns`) without a workload or a Service; ');
});

test('what is added later counts', () => {
  const { egress, value } = written((chart) => new ApiObject(chart, 'x', deployment('web')));
  ApiObject.of(value as IConstruct).metadata.addLabel('a', 'b');
  expect(egress()).toEqual(WEB);
});

describe('is refused', () => {
  const refusal = (build: (chart: Chart) => IConstruct): string => {
    try {
      written(build).egress();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test.each<[string, (chart: Chart) => IConstruct, string]>([
    ['a construct without pods', (chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap' }), '[peer-type] a peer must represent pods, namespaces or addresses, got an ApiObject (`c/x`) without a workload, a Service or a Namespace'],
    ['a workload on the host network', (chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, ...{ spec: { hostNetwork: true } } }), '[host-network]'],
    ['a workload without labels', (chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Pod', metadata: {}, ...{ spec: {} } }), '[pods-unlabelled]'],
    ['a workload whose labels another one has, too', (chart) => {
      new ApiObject(chart, 'y', deployment('other', { app: 'web' }));
      return new ApiObject(chart, 'x', deployment('web'));
    }, '[pods-unlabelled] the pods of `c/x` cannot be told from others'],
  ])('%s', (_, build, text) => expect(refusal(build)).toContain(text));

  test('not for a namesake in another namespace', () => {
    expect(refusal((chart) => {
      const other = deployment('web');
      new ApiObject(chart, 'y', { ...other, metadata: { ...other.metadata, namespace: 'other' } });
      return new ApiObject(chart, 'x', deployment('web'));
    })).toBe('');
  });
});

test('an app without policies has no model, and its objects are read all the same', () => {
  const chart = new Chart(new App(), 'c');
  expect(PodSelector.of(new ApiObject(chart, 'x', deployment('web')))._selector().toString()).toBe('"app"["web"]');
});
