import { ApiObject, App, Chart, IResolver, JsonPatch, ResolutionContext, Testing } from 'cdk8s';
import { Pods } from 'cdk8s-plus-27';
import { AllowBetween, AllowFrom, AllowTo, DefaultDeny, DnsProfile, NamespaceFence, Peer, PodSelector, Port } from '../../src';

const api = () => PodSelector.labels({ tier: 'api', app: 'api' });

/** Policies of all kinds; the first one only makes that the rest is not the first of its app. */
function write(app: App): Chart {
  const chart = new Chart(app, 'c', { namespace: 'n', labels: { chart: 'c' } });
  new DefaultDeny(chart, 'first');
  new AllowFrom(chart, 'in', { pods: api(), from: [Peer.pods({ app: 'web' }), Peer.cidr('10.0.0.0/8')], ports: [Port.tcp(80), Port.tcpNamed('http')], reason: 'r', labels: { z: '1', a: '2' } })
    .addRule({ from: [Peer.namespace('m')], reason: 'q' });
  new AllowTo(chart, 'out', { pods: api(), to: [Peer.internet()], dns: DnsProfile.kubeDns(), annotations: { 'example.com/z': '', 'example.com/a': 'x' } });
  new AllowTo(chart, 'plus', { pods: PodSelector.all(), to: [Peer.of(Pods.select(chart, 'pods', { labels: { app: 'db' } }))] });
  new NamespaceFence(chart, 'n', { name: 'fence' });
  new AllowBetween(chart, 'edge', { from: api(), to: api(), ports: [Port.tcp(5432)], isolate: true });
  return chart;
}

const own = (chart: Chart) => chart.node.findAll().filter((one): one is AllowFrom =>
  one instanceof AllowFrom || one instanceof AllowTo || one instanceof DefaultDeny);
/** What cdk8s makes of an object. */
const stock = (object: ApiObject) => JSON.stringify(ApiObject.prototype.toJson.call(object));

test('an object writes what cdk8s makes of it, in the same order', () => {
  const chart = write(Testing.app());
  for (const object of own(chart)) object.toJson();
  expect(own(chart).length).toBeGreaterThan(4);
  for (const object of own(chart)) expect(JSON.stringify(object.toJson())).toBe(stock(object));
});

class Renaming implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'web') context.replaceValue('website');
  }
}

test('a resolver of the app has its say', () => {
  const chart = write(new App({ resolvers: [new Renaming()] }));
  for (const object of own(chart)) expect(JSON.stringify(object.toJson())).toBe(stock(object));
  expect(JSON.stringify(own(chart)[1].toJson())).toContain('website');
});

test('so has a JSON patch, a label that is added later, and an unsorted order', () => {
  const chart = write(Testing.app());
  const [, policy] = own(chart);
  for (const object of own(chart)) object.toJson();
  policy.metadata.addLabel('later', 'yes');
  expect(policy.toJson().metadata.labels).toEqual({ chart: 'c', z: '1', a: '2', later: 'yes' });
  policy.addJsonPatch(JsonPatch.replace('/spec/podSelector', {}));
  expect(policy.toJson().spec.podSelector).toEqual({});
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    for (const object of own(chart)) expect(JSON.stringify(object.toJson())).toBe(stock(object));
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('what is changed in one rendering is not in the next', () => {
  const [, policy] = own(write(Testing.app()));
  for (let i = 0; i < 3; i++) {
    const json = policy.toJson();
    expect(json.spec.policyTypes).toEqual(['Ingress']);
    json.spec.policyTypes.push('Egress');
    json.spec.podSelector.matchLabels.app = 'other';
  }
});

test('where cdk8s makes something else of the first policy, all is left to cdk8s', () => {
  const app = Testing.app();
  const render = jest.spyOn(ApiObject.prototype, 'toJson').mockReturnValue({ other: 'form' });
  try {
    for (const object of own(write(app))) expect(object.toJson()).toEqual({ other: 'form' });
  } finally {
    render.mockRestore();
  }
});
