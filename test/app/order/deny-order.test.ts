import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AllowFrom, DefaultDeny, DefaultDenyIngress, Fences, NamespaceFence, Peer, PodSelector } from '../../../src/constructs';

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

const allow = (scope: Construct, id: string, namespace?: string) =>
  new AllowFrom(scope, id, { namespace, pods: PodSelector.all(), from: [Peer.anyone()] });
const object = (scope: Construct, id: string, kind: string, namespace?: string) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind, metadata: { name: id, namespace } });

function inOrder(build: (chart: Chart) => unknown, namespace: string | undefined = 'production'): string[] {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  build(chart);
  return chart.toJson().map(({ metadata }: any) => metadata.name);
}

test('allows come before denies, whatever the order of the program', () => {
  expect(inOrder((chart) => [new DefaultDeny(chart, 'deny'), allow(chart, 'a'), new DefaultDenyIngress(chart, 'deny2'), allow(chart, 'b')]))
    .toEqual(['a', 'b', 'deny', 'deny2']);
});

test('nothing else moves', () => {
  expect(inOrder((chart) => [object(chart, 'c', 'ConfigMap'), allow(chart, 'b'), object(chart, 'a', 'Secret'), new DefaultDeny(chart, 'deny')]))
    .toEqual(['c', 'b', 'a', 'deny']);
});

test('what is allowed beside a fence comes before its deny', () => {
  expect(inOrder((chart) => [new DefaultDeny(chart, 'deny'), new NamespaceFence(chart, 'production'), allow(chart, 'a'), new NamespaceFence(chart, 'other'), allow(chart, 'b')]))
    .toEqual(['a', 'b', 'production-inside', 'production-dns', 'production-default-deny', 'other-inside', 'other-dns', 'other-default-deny', 'deny']);
});

test('in another scope too, and with ids that JavaScript sorts by itself', () => {
  expect(inOrder((chart) => {
    const one = new Construct(chart, 'one');
    new DefaultDeny(one, 'deny');
    allow(new Construct(chart, 'two'), 'a');
    allow(chart, 'far', 'other');
  })).toEqual(['a', 'deny', 'far']);
  expect(inOrder((chart) => [new DefaultDeny(chart, '1'), allow(chart, '2')])).toEqual(['2', '1']);
});

test('the dependencies of the author stand', () => {
  expect(inOrder((chart) => {
    const deny = new DefaultDeny(chart, 'deny');
    allow(chart, 'a').node.addDependency(deny);
  })).toEqual(['deny', 'a']);
  expect(inOrder((chart) => {
    const one = new Construct(chart, 'one');
    new DefaultDeny(one, 'deny');
    const a = allow(chart, 'a');
    a.node.addDependency(one);
  })).toEqual(['deny', 'a']);
});

test('a Namespace comes before what lies in it', () => {
  expect(inOrder((chart) => {
    object(chart, 'web', 'Service', 'team');
    allow(chart, 'a', 'team');
    object(chart, 'far', 'Service', 'other');
    new NamespaceFence(chart, 'team', { create: true });
    allow(chart, 'b', 'team');
  }, undefined)).toEqual(['team', 'web', 'a', 'far', 'b', 'team-inside', 'team-dns', 'team-default-deny']);
  expect(inOrder((chart) => [object(chart, 'web', 'Service', 'team'), object(chart, 'team', 'Namespace'), new DefaultDeny(chart, 'deny')])).toEqual(['team', 'web', 'deny']);
});

test('a Namespace that its author lets come later does', () => {
  expect(inOrder((chart) => {
    const first = object(chart, 'first', 'Service', 'team');
    object(chart, 'team', 'Namespace').addDependency(first);
    new DefaultDeny(chart, 'deny', { namespace: 'team' });
  })).toEqual(['first', 'team', 'deny']);
});

test('every way to synthesize gives the same', () => {
  const build = (app: App) => {
    const chart = new Chart(app, 'chart', { namespace: 'production' });
    new DefaultDeny(chart, 'deny');
    allow(chart, 'a');
    new NamespaceFence(new Chart(app, 'second'), 'other', { create: true }).allowBetween('e', { from: PodSelector.all(), to: PodSelector.all(), toNamespace: 'production' });
    return app;
  };
  const app = build(Testing.app());
  app.synth();
  const files = ['chart', 'second'].map((name) => readFileSync(join(app.outdir, `${name}.k8s.yaml`), 'utf8')).join('---\n');
  const text = build(Testing.app()).synthYaml();
  expect(files).toBe(text);
  expect(build(Testing.app()).charts.map((chart) => Testing.synth(chart))).toEqual(app.charts.map((chart) => chart.toJson()));
  expect(app.synthYaml()).toBe(text);
});

test('charts do not become dependent on each other', () => {
  const app = Testing.app();
  allow(new Chart(app, 'a', { namespace: 'team' }), 'a');
  new NamespaceFence(new Chart(app, 'b'), 'team', { create: true });
  Fences.everywhere(app);
  app.synth();
  expect(readFileSync(join(app.outdir, 'a.k8s.yaml'), 'utf8')).toContain('name: a');
});

test('a locked tree is written as it stands', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'production' });
  new DefaultDeny(chart, 'deny');
  allow(chart, 'a');
  chart.node.lock();
  expect(chart.toJson().map(({ metadata }: any) => metadata.name)).toEqual(['a', 'deny']);
  expect(chart.node.children.map(({ node }) => node.id)).toEqual(['deny', 'a']);
});
