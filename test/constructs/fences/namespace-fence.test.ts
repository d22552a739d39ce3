import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { AllowBetween, AllowFrom, DnsProfile, NamespaceFence, NamespaceFenceProps, Peer, PodSelector, Port } from '../../../src/constructs';
import { world, written, yamlOf } from '../written';

const api = PodSelector.labels({ app: 'api-server' });
const fence = (props?: NamespaceFenceProps, more: (fence: NamespaceFence) => unknown = () => {}) =>
  written((chart) => more(new NamespaceFence(chart, 'production', props)), undefined);
const names = (manifests: any[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`);

test('closes the namespace both ways, leaves traffic inside and DNS open', () => {
  const manifests = fence();
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(names(manifests)).toEqual(['inside', 'dns', 'default-deny'].map((part) => `NetworkPolicy production/production-${part}`));
  const { asks, reached, reaching } = world(manifests);
  expect(reaching('production/api', 'TCP 8080')).toEqual(['production/frontend', 'production/database']);
  expect(reached('production/api', 'SCTP 9')).toEqual(['production/frontend', 'production/database']);
  expect(reached('production/api', 'UDP 53')).toEqual(['production/frontend', 'production/database', 'kube-system/dns']);
  expect([asks('1.1.1.1', 'production/api', 'TCP 8080'), asks('production/api', '1.1.1.1', 'TCP 8080')]).toEqual(['denied', 'denied']);
  expect(asks('other/api', '1.1.1.1', 'TCP 443')).toBe('allowed');
});

test('without traffic inside', () => {
  const manifests = fence({ insideTraffic: false });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(world(manifests).reached('production/api', 'TCP 8080')).toEqual([]);
  expect(world(manifests).reached('production/api', 'TCP 53')).toEqual(['kube-system/dns']);
});

test('with another DNS, or none', () => {
  const manifests = fence({ dns: DnsProfile.openShift() });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(world(manifests).reached('production/api', 'UDP 5353')).toEqual(['production/frontend', 'production/database', 'openshift-dns/dns']);
  const none = fence({ dns: DnsProfile.none() });
  expect(yamlOf(none)).toMatchSnapshot();
  expect(names(none)).toEqual(['inside', 'default-deny'].map((part) => `NetworkPolicy production/production-${part}`));
  expect(world(none).reached('production/api', 'UDP 53')).toEqual(['production/frontend', 'production/database']);
});

test('with the Namespace itself, first and in no namespace', () => {
  const create = (namespace?: string) => written((chart) => new NamespaceFence(chart, 'production', { create: true, labels: { team: 'a' } }), namespace);
  expect(yamlOf(create(undefined))).toMatchSnapshot();
  for (const manifests of [create(undefined), create('production')]) {
    expect(manifests[0]).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'production', labels: { team: 'a' } } });
    expect(manifests).toHaveLength(4);
  }
});

test('another namespace, another name, labels and annotations on every part', () => {
  const manifests = fence({ namespace: 'other', name: 'wall', labels: { team: 'a' }, annotations: { 'example.com/owner': 'a' }, create: true },
    (it) => it.allowFrom('web', { pods: api, from: [Peer.anyone()], labels: { tier: 'web' }, annotations: { 'example.com/ticket': '7' } }));
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(names(manifests)).toEqual(['Namespace -/other', ...['inside', 'dns', 'web', 'default-deny'].map((part) => `NetworkPolicy other/wall-${part}`)]);
  for (const { metadata } of manifests) expect(metadata).toMatchObject({ labels: { team: 'a' }, annotations: { 'example.com/owner': 'a' } });
  expect(manifests[3].metadata).toMatchObject({ labels: { team: 'a', tier: 'web' }, annotations: { 'example.com/ticket': '7' } });
  expect(world(manifests).asks('1.1.1.1', 'other/api', 'TCP 8080')).toBe('allowed');
});

test('every method opens what it says, any number of times, and the deny comes last', () => {
  const manifests = fence({ insideTraffic: false }, (it) => {
    it.allowFrom('api-from-web', { pods: api, from: [Peer.pods({ app: 'frontend' })], ports: [Port.tcp(8080)], reason: 'orders' })
      .addRule({ from: [Peer.podsIn('other', { app: 'api' })], ports: [Port.tcp(8081)] });
    it.allowTo('web-to-api', { pods: PodSelector.labels({ app: 'frontend' }), to: [Peer.pods({ app: 'api-server' })], ports: [Port.tcp(8080)] });
    it.allowTo('api-to-db', { pods: api, to: [Peer.pods({ app: 'database' })], ports: [Port.tcp(5432)] });
    it.allowBetween('db', { from: api, to: PodSelector.labels({ app: 'database' }), ports: [Port.tcp(5432)] });
    it.dnsEgress('other-dns', { pods: api, profile: DnsProfile.gkeCloudDns() });
    it.apiServerEgress('api-server', { pods: api, addresses: ['203.0.113.1'] });
    it.webhookIngress('webhook', { pods: api, addresses: ['203.0.113.2'] });
    it.metricsIngress('metrics', { pods: PodSelector.all(), collectorNamespace: 'monitoring', ports: [Port.tcp(9100)] });
    it.exposeThrough('shop', { pods: PodSelector.labels({ app: 'frontend' }), controllerNamespace: 'ingress-nginx', ports: [Port.tcp(8080)] });
    it.internetEgress('internet', { pods: api, ports: [Port.tcp(443)] });
  });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(names(manifests)).toEqual(['dns', 'api-from-web', 'web-to-api', 'api-to-db', 'db-egress', 'db-ingress', 'other-dns', 'api-server', 'webhook', 'metrics',
    'shop', 'internet', 'default-deny'].map((part) => `NetworkPolicy production/production-${part}`));
  const { asks, reached, reaching } = world(manifests);
  expect(reaching('production/api', 'TCP 8080')).toEqual(['production/frontend']);
  expect(reaching('production/database', 'TCP 5432')).toEqual(['production/api']);
  expect(reaching('production/frontend', 'TCP 8080')).toEqual(['ingress-nginx/controller']);
  expect(reaching('production/database', 'TCP 9100')).toEqual(['monitoring/prometheus', 'monitoring/grafana']);
  expect(reached('production/frontend', 'TCP 8080')).toEqual(['production/api']);
  expect(asks('production/api', '169.254.169.254', 'UDP 53')).toBe('allowed');
  expect(asks('production/api', '203.0.113.1', 'TCP 6443')).toBe('allowed');
  expect(asks('203.0.113.2', 'production/api', 'TCP 9443')).toBe('allowed');
  expect(asks('production/api', '1.1.1.1', 'TCP 443')).toBe('allowed');
  expect(asks('production/frontend', '1.1.1.1', 'TCP 443')).toBe('denied');
});

test('adding a rule renames nothing and changes no other object', () => {
  const before = fence();
  const after = fence({}, (it) => it.internetEgress('internet', { pods: api, ports: [Port.tcp(443)] }));
  expect(after.filter(({ metadata }) => metadata.name !== 'production-internet')).toEqual(before);
});

test('a fence of another namespace than its chart is said on stderr', () => {
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const app: App = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'production' });
  new NamespaceFence(chart, 'fence');
  chart.toJson();
  expect(spy.mock.calls.join('')).toContain('`chart/fence` fences namespace `fence`, while its chart writes to `production`; to fence that one, write `namespace: \'production\'`');
  spy.mockClear();
  new NamespaceFence(chart, 'said', { namespace: 'other' });
  chart.toJson();
  expect(spy.mock.calls).toEqual([]);
  spy.mockRestore();
});

test('its names begin with its namespace where that is given, its objects are found by it', () => {
  const of = (props: NamespaceFenceProps, id = 'Fence') => {
    const chart = new Chart(Testing.app(), 'chart');
    return new NamespaceFence(chart, id, props);
  };
  expect(ApiObject.of(of({ namespace: 'production' })).name).toBe('production-default-deny');
  expect(ApiObject.of(of({ namespace: 'production', name: 'wall' })).name).toBe('wall-default-deny');
  expect(ApiObject.of(of({}, 'production')).kind).toBe('NetworkPolicy');
});

test('fences of one namespace that agree are one, whatever their order', () => {
  const twice = (...ids: string[]) => written((chart) => ids.map((id) => new NamespaceFence(chart, id, { namespace: 'production' })
    .allowFrom(`from-${id}`, { pods: api, from: [Peer.pods({ app: id })] })));
  expect(names(twice('one', 'two'))).toEqual(['inside', 'dns', 'from-one', 'from-two', 'default-deny'].map((part) => `NetworkPolicy production/production-${part}`));
  expect(new Set(twice('two', 'one').map((object) => JSON.stringify(object)))).toEqual(new Set(twice('one', 'two').map((object) => JSON.stringify(object))));
  expect(() => written((chart) => [DnsProfile.kubeDns(), DnsProfile.none()].map((dns, i) => new NamespaceFence(chart, `f${i}`, { namespace: 'production', dns }))))
    .toThrow('[fence-proof] NamespaceFence production (chart/f1): ');
});

describe('an id in upper case', () => {
  const rule = { pods: api, from: [Peer.pods({ app: 'frontend' })], ports: [Port.tcp(80)] };

  test('is fine beside a name', () => {
    const manifests = fence({}, (it) => it.allowFrom('WebToApi', { ...rule, name: 'web-to-api' }));
    expect(names(manifests)).toContain('NetworkPolicy production/web-to-api');
  });

  test('is an error without one, and the fix works', () => {
    const fixOf = (build: () => unknown): string => {
      try {
        build();
      } catch (error) {
        return /; write `([^`]+)`$/.exec((error as Error).message)![1];
      }
      throw new Error('no error');
    };
    const long = 'x'.repeat(250);
    const chart = () => new Chart(Testing.app(), 'chart', { namespace: 'production' });
    const inFence = (id: string) => new NamespaceFence(chart(), 'production').allowFrom(id, rule);
    const others = [
      (id: string) => new NamespaceFence(chart(), id),
      (id: string) => new AllowFrom(chart(), id, rule),
      (id: string) => new AllowBetween(chart(), id, { from: api, to: api }),
    ];
    for (const build of [inFence, ...others]) {
      for (const id of ['WebToApi', 'web_api', 'My.Fence']) build(fixOf(() => build(id)));
    }
    const edge = (name: string) => new AllowBetween(chart(), 'edge', { from: api, to: api, name });
    expect(() => edge(long)).toThrow(/^\[name-syntax\] the name of a policy has 258 characters, more than 253, got .*; choose a name of at most 245 characters$/);
    edge(long.slice(0, 245));
    expect(() => inFence(long)).toThrow(/^\[name-syntax\] the name of a policy has 261 characters, more than 253, got .*; choose an id of at most 242 characters$/);
    inFence(long.slice(0, 242));
  });
});
