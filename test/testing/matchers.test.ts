import { App, Chart, Testing } from 'cdk8s';
import { AllowBetween, NamespaceFence, PodSelector, Port } from '../../src';
import { matchers, NetfenceMatchers } from '../../src/testing';
import { failure } from './failure';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> extends NetfenceMatchers<R> {}
  }
}

expect.extend(matchers((text, ...hint) => expect(text).toMatchSnapshot(...hint)));

const pod = (namespace: string, name: string, ports: number[] = [80], more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec: { containers: [{ name: 'a', image: 'a', ports: ports.map((containerPort) => ({ containerPort })) }], ...more },
});
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const WORLD = [
  namespace('web'), namespace('orders'), namespace('other'),
  pod('web', 'frontend', [8080]), pod('orders', 'api', [8080]), pod('orders', 'database', [5432]), pod('other', 'tool'),
];

/** Two fences, and one edge between them. */
function app(): App {
  const made = Testing.app();
  const web = new Chart(made, 'web', { namespace: 'web' });
  new NamespaceFence(web, 'web', { insideTraffic: false });
  const orders = new Chart(made, 'orders', { namespace: 'orders' });
  new NamespaceFence(orders, 'orders');
  new AllowBetween(orders, 'shop-orders', {
    from: PodSelector.labels({ app: 'frontend' }), fromNamespace: 'web', to: PodSelector.labels({ app: 'api' }), ports: [Port.tcp(8080)],
  });
  return made;
}

const judged = () => expect([app(), ...WORLD]);


describe('toReach', () => {
  it('holds for what is open, its negation for what is closed', () => {
    judged().toReach('web/frontend', 'orders/api', 'TCP 8080');
    judged().toReach('web/frontend', 'orders/api');
    judged().not.toReach('web/frontend', 'orders/api', 'TCP 8081');
    judged().not.toReach('web/frontend', 'orders/database');
    judged().not.toReach('orders/api', '203.0.113.9', 'TCP 443');
    judged().toReach('orders/*', 'orders/*', 'TCP 5432');
    judged().not.toReach('other/*', 'orders/*');
  });

  it('names the rule that is missing', () => {
    const text = failure(() => judged().toReach('web/frontend', 'orders/database', 'TCP 5432'));
    expect(text).toContain('expected web/frontend to reach orders/database on TCP 5432');
    expect(text).toContain('web/frontend[Pod] => orders/database[Pod] : TCP 5432 denied');
    expect(text).toContain('isolated by NetworkPolicy orders/orders-default-deny');
    expect(text).toContain('the smallest change that opens TCP 5432');
  });

  it('names the path that exists', () => {
    const text = failure(() => judged().not.toReach('web/frontend', 'orders/api', 'TCP 8080'));
    expect(text).toContain('expected not: web/frontend to reach orders/api on TCP 8080');
    expect(text).toContain('allowed by NetworkPolicy orders/shop-orders-ingress spec.ingress[0]');
  });

  it('holds in neither way for some of many', () => {
    for (const assertion of [() => judged().toReach('web/*', 'orders/*', 'TCP 8080'), () => judged().not.toReach('web/*', 'orders/*', 'TCP 8080')]) {
      expect(failure(assertion)).toContain('neither this nor its opposite holds');
    }
  });

  it('says who is not there', () => {
    expect(failure(() => judged().toReach('web/frontned', 'orders/api'))).toContain('did you mean `web/frontend`?');
    expect(failure(() => judged().not.toReach('nowhere/*', 'orders/api'))).toContain('no workload in the namespace `nowhere`');
    expect(failure(() => judged().toReach('web/frontend', 'orders/api', 'TCP'))).toContain('[bad-packet]');
  });
});

describe('unknown', () => {
  const blocks = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'b', namespace: 'orders' }, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } };
  const open = [...WORLD, blocks];
  const ends = ['web/frontend', 'orders/api'] as const;

  it('satisfies neither a matcher nor its negation', () => {
    const assertions = [
      () => expect(open).toReach(...ends), () => expect(open).not.toReach(...ends),
      () => expect(open).toBeIsolatedFrom('orders/database', 'web/frontend', { cni: 'calico' }),
      () => expect(open).toBlockAllExcept('orders/api', ['10.0.0.0/8']), () => expect(open).not.toBlockAllExcept('orders/api', ['10.0.0.0/8']),
    ];
    for (const assertion of assertions) expect(failure(assertion)).toMatch(/neither this nor its opposite|=> web\/frontend/);
  });

  it('is decided where the plugin is known', () => {
    expect(open).not.toReach(...ends, undefined, { cni: 'cilium' });
  });

  it('is everything about input that is not understood', () => {
    const broken = [...WORLD, { ...blocks, spec: { podSelector: 5 } }];
    for (const assertion of [() => expect(broken).toReach('web/frontend', 'other/tool'), () => expect(broken).not.toReach('web/frontend', 'orders/api')]) {
      expect(failure(assertion)).toContain('the input was not understood');
    }
    expect(failure(() => expect(broken).toHaveNoFindings())).toContain('not understood');
    expect(failure(() => expect(broken).toMatchReachability())).toContain('not understood');
  });
});

describe('toBeIsolatedFrom', () => {
  it('is about both directions', () => {
    judged().toBeIsolatedFrom('web/*', 'other/*');
    judged().toBeIsolatedFrom('orders/database', 'web/frontend');
    judged().not.toBeIsolatedFrom('orders/api', 'web/frontend');
    expect(failure(() => judged().toBeIsolatedFrom('orders/api', 'web/frontend'))).toContain('web/frontend[Pod] => orders/api[Pod] : TCP 8080 allowed');
    expect(failure(() => judged().not.toBeIsolatedFrom('web/*', 'other/*'))).toContain('expected not:');
  });
});

describe('toOnlyReach and toBlockAllExcept', () => {
  it('hold for exactly these', () => {
    judged().toOnlyReach('web/frontend', [['orders/api', 'TCP 8080']]);
    judged().toBlockAllExcept('orders/api', ['orders/*', ['web/frontend', 'TCP 8080']]);
    judged().not.toOnlyReach('orders/api', [['orders/database', 'TCP 5432']]);
    judged().toOnlyReach('orders/api', ['orders/*']);
  });

  it('name what passes besides', () => {
    expect(failure(() => judged().toBlockAllExcept('orders/api', ['orders/*']))).toContain('web/frontend[Pod] => orders/api[Pod] : TCP 8080 allowed');
    const outside = failure(() => expect(WORLD).toOnlyReach('other/tool', ['web/*', 'orders/*']));
    expect(outside).toContain('other/tool[Pod] => 0.0.0.0-255.255.255.255 : All Connections allowed');
  });

  it('know addresses outside', () => {
    const block = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'b', namespace: 'other' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] }] } };
    const fenced = [...WORLD, block];
    expect(fenced).toOnlyReach('other/tool', [['203.0.113.0/24', 'TCP 443'], 'web/*', 'orders/*'], { cni: 'cilium' });
    expect(failure(() => expect(fenced).toOnlyReach('other/tool', [['203.0.113.0/25', 'TCP 443']], { cni: 'cilium' }))).toContain('203.0.113.128-203.0.113.255 : TCP 443 allowed');
  });

  it('fail for an exception that is closed', () => {
    expect(failure(() => judged().toOnlyReach('web/frontend', [['orders/api', 'TCP 8080'], 'other/tool']))).toContain('web/frontend[Pod] => other/tool[Pod] : All Connections denied');
    judged().not.toOnlyReach('web/frontend', [['orders/api', 'TCP 8080'], 'other/tool']);
  });

  it('count other pods of the same workload', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'web' }, spec: { replicas: 2, selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec: { containers: [] } } } };
    const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'd', namespace: 'web' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
    expect([deployment, deny]).toBlockAllExcept('web/api', []);
    const self = { ...deny, metadata: { name: 's', namespace: 'web' }, spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } };
    expect(failure(() => expect([deployment, deny, self]).toBlockAllExcept('web/api', []))).toContain('web/api[Deployment] => web/api[Deployment] : All Connections allowed');
    expect([deployment, deny, self]).toBlockAllExcept('web/api', ['web/api']);
  });
});

describe('toHaveNoFindings', () => {
  const unstable = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'b', namespace: 'web' }, spec: { podSelector: { matchLabels: { version: 'v1' } }, policyTypes: ['Ingress', 'Egress'] } };

  it('holds where nothing is found', () => {
    judged().toHaveNoFindings();
    expect(failure(() => judged().not.toHaveNoFindings())).toContain('there are none');
  });

  it('prints what is found, and leaves out what is to be ignored', () => {
    const text = failure(() => expect([...WORLD, unstable]).toHaveNoFindings());
    expect(text).toContain('warning unstable-label: `version` changes');
    expect(failure(() => expect([...WORLD, unstable]).toHaveNoFindings({ ignore: ['unstable-label'] }))).not.toContain('unstable-label');
    expect([...WORLD, unstable]).not.toHaveNoFindings();
    expect([namespace('web'), unstable]).toHaveNoFindings({ level: 'error' });
    expect(failure(() => expect([...WORLD, unstable]).toHaveNoFindings({ cni: 'flannel', level: 'error' }))).toContain('cni-enforces-nothing');
  });
});

it('toMatchReachability keeps a table', () => {
  judged().toMatchReachability();
  judged().toMatchReachability('the shop', { workloads: ['web/frontend'] });
  expect(failure(() => judged().not.toMatchReachability())).toContain('states nothing');
});

it('reads charts, text, objects and paths', () => {
  const made = app();
  expect([made.charts[0], made.charts[1], ...WORLD]).toReach('web/frontend', 'orders/api', 'TCP 8080');
  expect('apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {containers: [{name: a, image: a}]}\n').not.toBeIsolatedFrom('b/a', '203.0.113.1');
  expect(failure(() => expect('/nowhere').toReach('a/b', 'a/c'))).toContain('[no-such-path]');
  for (const nothing of [5, null, undefined, {}, [[]], () => 1]) expect(failure(() => expect(nothing).toReach('a/b', 'a/c'))).toContain('[bad-input]');
});
