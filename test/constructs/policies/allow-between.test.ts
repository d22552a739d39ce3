import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { AllowBetween, AllowBetweenProps, AllowFrom, AllowTo, Checks, DefaultDeny, DefaultDenyEgress, DefaultDenyIngress, Fences, NamespaceFence, Peer, PodSelector, Port } from '../../../src/constructs';
import { policyOf, world, writtenByApp, yamlOf } from '../written';

const frontend = PodSelector.labels({ app: 'frontend' });
const api = PodSelector.labels({ app: 'api-server' });

let words: string[] = [];
beforeEach(() => {
  words = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => words.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

/** The edge from the front end of `other` to the API of `production`, and what fences them. */
function edge(props: Partial<AllowBetweenProps>, fence: (chart: Chart) => unknown): any[] {
  return writtenByApp((app: App) => {
    const chart = new Chart(app, 'edges', { namespace: 'production' });
    new AllowBetween(chart, 'web', { from: frontend, fromNamespace: 'other', to: api, ports: [Port.tcp(8080)], ...props });
    fence(chart);
  });
}
const names = (manifests: any[]) => manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
const isOpen = (manifests: any[]) => world(manifests).asks('other/frontend', 'production/api', 'TCP 8080');

test('both sides are written where both namespaces are fenced, each in its namespace', () => {
  const manifests = edge({ reason: 'the shop' }, (chart) => ['other', 'production'].map((namespace) => new NamespaceFence(chart, namespace, { namespace })));
  const sides = ['web-egress', 'web-ingress'].map((name) => policyOf(manifests, name));
  expect(yamlOf(sides)).toMatchSnapshot();
  expect(sides.map(({ metadata, spec }) => [metadata.namespace, spec.policyTypes, metadata.annotations])).toEqual([
    ['other', ['Egress'], { 'netfence/reason': 'the shop' }], ['production', ['Ingress'], { 'netfence/reason': 'the shop' }],
  ]);
  expect(isOpen(manifests)).toBe('allowed');
  expect(world(manifests).asks('other/frontend', 'production/api', 'TCP 8081')).toBe('denied');
  expect(world(manifests).asks('other/api', 'production/api', 'TCP 8080')).toBe('denied');
  expect(world(manifests).asks('production/api', 'other/frontend', 'TCP 8080')).toBe('denied');
  expect(words).toEqual([]);
});

test('a side that is open stays open and unwritten, and stderr says so once', () => {
  const manifests = edge({}, (chart) => new DefaultDenyIngress(chart, 'deny'));
  expect(names(manifests)).toEqual(['production/web-ingress', 'production/deny']);
  expect(yamlOf([policyOf(manifests, 'web-ingress')])).toMatchSnapshot();
  expect(isOpen(manifests)).toBe('allowed');
  expect(world(manifests).asks('other/frontend', '1.1.1.1', 'TCP 443')).toBe('allowed');
  expect(words).toEqual(['netfence: `edges/web` leaves egress of pods `{"matchLabels":{"app":"frontend"}}` in namespace `other` unwritten: no policy of this app fences it, so it is open\n']);
});

test('the other side alone', () => {
  const manifests = edge({}, (chart) => new DefaultDenyEgress(chart, 'deny', { namespace: 'other' }));
  expect(names(manifests)).toEqual(['other/web-egress', 'other/deny']);
  expect(isOpen(manifests)).toBe('allowed');
});

test('with `isolate` both sides are written, whatever else there is', () => {
  const manifests = edge({ isolate: true, name: 'shop', labels: { team: 'a' }, annotations: { 'example.com/owner': 'a' } }, () => {});
  expect(names(manifests)).toEqual(['other/shop-egress', 'production/shop-ingress']);
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(isOpen(manifests)).toBe('allowed');
  expect(world(manifests).asks('other/frontend', '1.1.1.1', 'TCP 443')).toBe('denied');
  expect(world(manifests).asks('1.1.1.1', 'production/api', 'TCP 8080')).toBe('denied');
  expect(words).toEqual([]);
});

test('when neither side is fenced it would change nothing, and that is an error', () => {
  expect(() => edge({}, () => {})).toThrow(/\[edge-open\] `edges\/web` would change nothing, got open egress of pods .* in namespace `other` and open ingress of pods .* in namespace `production`; fence one/);
  expect(() => edge({}, (chart) => new DefaultDenyIngress(chart, 'elsewhere', { namespace: 'third' }))).toThrow('[edge-open]');
  expect(() => edge({}, (chart) => new DefaultDenyEgress(chart, 'wrong-way'))).toThrow('[edge-open]');
});

test.each<[string, (chart: Chart) => unknown]>([
  ['an AllowFrom of the same pods', (chart) => new AllowFrom(chart, 'other', { pods: api, from: [Peer.namespace('monitoring')] })],
  ['a deny of all pods', (chart) => new DefaultDeny(chart, 'other', { pods: PodSelector.all() })],
  ['an edge that isolates', (chart) => new AllowBetween(chart, 'other', { from: frontend, to: api, isolate: true })],
  ['a policy of cdk8s-plus', (chart) => new kplus.NetworkPolicy(chart, 'other', {
    metadata: { namespace: 'production' },
    selector: kplus.Pods.all(chart, 'all'),
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
  })],
  ['a policy by hand', (chart) => new ApiObject(chart, 'other', {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'other' }, ...{ spec: { podSelector: { matchLabels: { app: 'api-server' } } } },
  })],
])('%s fences the side', (_, fence) => {
  const manifests = edge({}, fence);
  expect(names(manifests)).toContain('production/web-ingress');
  expect(isOpen(manifests)).toBe('allowed');
});

test.each<[string, (chart: Chart) => unknown]>([
  ['an edge that isolates nobody', (chart) => new AllowBetween(chart, 'second', { from: frontend, to: api })],
  ['the egress of the accepting end', (chart) => new AllowTo(chart, 'second', { pods: api, to: [Peer.anyone()] })],
])('%s fences nothing', (_, fence) => {
  expect(() => edge({}, fence)).toThrow('[edge-open]');
});

test('pods of which only some are fenced are not isolated by the edge', () => {
  const some = PodSelector.labels({ app: 'api-server', tier: 'web' });
  const manifests = edge({}, (chart) => [new DefaultDenyIngress(chart, 'some', { pods: some }), new DefaultDenyEgress(chart, 'deny', { namespace: 'other' })]);
  expect(names(manifests)).toEqual(['other/web-egress', 'production/some', 'other/deny']);
  expect(world(manifests).asks('1.1.1.1', 'production/api', 'TCP 1')).toBe('allowed');
  expect(words.join('')).toContain('policies of this app fence only some of these pods');
});

test('fences that are put up later, and taken away again, count', () => {
  writtenByApp((app) => {
    const chart = new Chart(app, 'edges', { namespace: 'production' });
    new AllowBetween(chart, 'web', { from: frontend, fromNamespace: 'other', to: api });
    expect(() => chart.toJson()).toThrow('[edge-open]');
    Fences.everywhere(app);
    new DefaultDenyIngress(chart, 'deny');
    expect(names(chart.toJson())).toEqual(['production/web-ingress', 'production/deny']);
    new DefaultDenyEgress(chart, 'out', { namespace: 'other' });
    expect(names(chart.toJson())).toEqual(['other/web-egress', 'production/web-ingress', 'production/deny', 'other/out']);
    chart.node.tryRemoveChild('out');
    expect(names(chart.toJson())).toEqual(['production/web-ingress', 'production/deny']);
    expect(chart.toJson()).toEqual(chart.toJson());
  });
});

test('within one namespace the two sides have two names', () => {
  const manifests = writtenByApp((app) => {
    const chart = new Chart(app, 'edges', { namespace: 'production' });
    new AllowBetween(chart, 'web', { from: frontend, to: api });
    new DefaultDeny(chart, 'deny');
  });
  expect(names(manifests)).toEqual(['production/web-egress', 'production/web-ingress', 'production/deny']);
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(world(manifests).asks('production/frontend', 'production/api', 'TCP 1')).toBe('allowed');
});

describe('workloads that cdk8s-plus isolates', () => {
  const workload = (chart: Chart, name: string, isolate = true) => new kplus.Deployment(chart, name, {
    metadata: { name }, isolate, podMetadata: { labels: { app: name } }, containers: [{ image: 'example.com/x', portNumber: 80 }],
  });
  const between = (isolated: readonly [boolean, boolean]) => writtenByApp((app) => {
    const chart = new Chart(app, 'c', { namespace: 'production' });
    Checks.ignore(chart, { rule: 'dns-blocked', reason: 'the frontend connects by address' });
    const [from, to] = ['frontend', 'api-server'].map((name, i) => PodSelector.of(workload(chart, name, isolated[i])));
    new AllowBetween(chart, 'web', { from, to, ports: [Port.tcp(80)] });
  });

  test('are isolated, although they are selected by labels of their own; the sides isolate no other pods', () => {
    const manifests = between([true, true]);
    const [out, inward] = ['web-egress', 'web-ingress'].map((name) => policyOf(manifests, name));
    expect(out.spec.podSelector.matchLabels).toEqual({ 'app': 'frontend', 'cdk8s.io/metadata.addr': expect.any(String) });
    expect(inward.spec.podSelector.matchLabels).toEqual({ 'app': 'api-server', 'cdk8s.io/metadata.addr': expect.any(String) });
    expect(out.spec.egress).toEqual([{ to: [{ podSelector: { matchLabels: { app: 'api-server' } } }], ports: [{ port: 80, protocol: 'TCP' }] }]);
    expect(words.join('')).not.toContain('leaves');
    expect(names(between([false, true]))).toContain('production/web-ingress');
    expect(names(between([false, true]))).not.toContain('production/web-egress');
    expect(() => between([false, false])).toThrow('[edge-open]');
  });

  test('in a fence are selected as before', () => {
    const manifests = writtenByApp((app) => {
      const chart = new Chart(app, 'c', { namespace: 'production' });
      const fence = new NamespaceFence(chart, 'production');
      fence.allowBetween('web', { from: PodSelector.of(workload(chart, 'frontend')), to: PodSelector.of(workload(chart, 'api-server')) });
    });
    expect(policyOf(manifests, 'production-web-egress').spec.podSelector).toEqual({ matchLabels: { app: 'frontend' } });
  });
});

describe('dependencies of an edge', () => {
  const configMap = (chart: Chart, name: string) => new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const synthesized = (build: (chart: Chart, web: AllowBetween) => unknown): string[][] => {
    const chart = new Chart(Testing.app(), 'c', { namespace: 'production' });
    new NamespaceFence(chart, 'production');
    build(chart, new AllowBetween(chart, 'web', { from: frontend, to: api }));
    return [1, 2].map(() => (Testing.synth(chart) as any[]).map(({ metadata }) => metadata.name as string).filter((name) => !name.startsWith('production')));
  };

  test('hold for both sides in the first synthesis, and the second is the same', () => {
    const [first, second] = synthesized((chart, web) => {
      configMap(chart, 'last').node.addDependency(web);
      web.node.addDependency(configMap(chart, 'first'));
    });
    expect(first).toEqual(['first', 'web-egress', 'web-ingress', 'last']);
    expect(second).toEqual(first);
  });

  test('of constructs around it hold too', () => {
    const chart = new Chart(Testing.app(), 'c', { namespace: 'production' });
    const group = new Construct(chart, 'group');
    new AllowBetween(group, 'web', { from: frontend, to: api, isolate: false });
    new DefaultDeny(chart, 'deny');
    group.node.addDependency(configMap(chart, 'first'));
    const after = new Construct(chart, 'after');
    new ApiObject(after, 'last', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'last' } });
    after.node.addDependency(group);
    const order = (Testing.synth(chart) as any[]).map(({ metadata }) => metadata.name as string);
    const places = ['first', 'web-egress', 'web-ingress', 'last'].map((name) => order.indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('on a side that is not written any more are gone with it', () => {
    const chart = new Chart(Testing.app(), 'c', { namespace: 'production' });
    const web = new AllowBetween(chart, 'web', { from: frontend, to: api });
    new DefaultDenyIngress(chart, 'in');
    new DefaultDenyEgress(chart, 'out');
    configMap(chart, 'last').node.addDependency(web);
    expect(names(Testing.synth(chart))).toContain('production/web-egress');
    chart.node.tryRemoveChild('out');
    expect(names(Testing.synth(chart))).toEqual(['production/web-ingress', 'production/in']);
  });
});

describe('with splitByChart', () => {
  const split = (build: (app: App, edges: Chart) => unknown): Record<string, string[]> => {
    const app = Testing.app();
    const edges = new Chart(app, 'edges', { namespace: 'production' });
    build(app, edges);
    return Object.fromEntries(app.charts.map((chart) => [chart.node.id, names(chart.toJson())]));
  };
  const web = (chart: Chart) => new AllowBetween(chart, 'web', { from: frontend, fromNamespace: 'other', to: api, splitByChart: true });

  test('each side goes to the chart of its namespace', () => {
    expect(split((app, edges) => {
      web(edges);
      for (const namespace of ['other', 'production']) new DefaultDeny(new Chart(app, namespace, { namespace }), 'deny');
    })).toEqual({ edges: ['production/web-ingress'], other: ['other/web-egress', 'other/deny'], production: ['production/deny'] });
  });

  test('a side without a chart stays, and an id that is taken is no obstacle', () => {
    expect(split((_, edges) => {
      web(edges);
      new DefaultDeny(edges, 'deny', { namespace: 'other' });
    })).toEqual({ edges: ['other/web-egress', 'other/deny'] });
    expect(split((app, edges) => {
      web(edges);
      const other = new Chart(app, 'other', { namespace: 'other' });
      new Construct(other, 'web-egress');
      new DefaultDeny(other, 'deny');
    })).toEqual({ edges: [], other: ['other/web-egress', 'other/deny'] });
  });

  test('a side goes again when its fence does, and what is ignored for the edge is ignored for it', () => {
    const app = Testing.app();
    const edges = new Chart(app, 'edges', { namespace: 'production' });
    Checks.ignore(web(edges), { rule: 'selects-nothing', reason: 'the pods come from another app' });
    const other = new Chart(app, 'other', { namespace: 'other' });
    new DefaultDeny(other, 'deny');
    new DefaultDeny(edges, 'deny');
    expect(names(other.toJson())).toEqual(['other/web-egress', 'other/deny']);
    expect(words.join('')).not.toContain('web-egress');
    other.node.tryRemoveChild('deny');
    expect(names(other.toJson())).toEqual([]);
    expect(other.node.children).toEqual([]);
  });
});
