import { ApiObject, App, Chart, IResolver, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { AllowFrom, Checks, DefaultDeny, DnsProfile, Fences, NamespaceFence, NamespaceFenceProps, Peer, PodSelector, Port } from '../../../src';

let said = '';
beforeEach(() => {
  said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '');
});
afterEach(() => jest.restoreAllMocks());

const pod = (chart: Chart, name: string, namespace: string | undefined = 'shop') => new ApiObject(chart, `pod-${name}`, {
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, ...{ spec: { containers: [{ name: 'a', image: 'a' }] } },
});
const policy = (chart: Chart, id: string, spec: object) => new ApiObject(chart, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: id }, ...{ spec } });

function shop(props: NamespaceFenceProps = {}, resolvers: IResolver[] = []) {
  const app = Testing.app({ resolvers });
  const chart = new Chart(app, 'c', { namespace: 'shop' });
  for (const name of ['x', 'y']) pod(chart, name);
  return { app, chart, fence: new NamespaceFence(chart, 'shop', props) };
}

function complaint(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const rule = { pods: PodSelector.labels({ app: 'x' }), from: [Peer.pods({ app: 'y' })], ports: [Port.tcp(80)] };
const REFUSED = /^ {2}\[c\/shop\] \[fence-proof\] NamespaceFence shop \(c\/shop\): \w+ \d+ from `[^`]+` to `[^`]+` passes, which must never pass; opened by NetworkPolicy shop\//m;

describe('a fence is proved against what was declared', () => {
  it('where a JSON patch widens a rule', () => {
    const { app, fence } = shop();
    ApiObject.of(fence.allowFrom('a', rule)).addJsonPatch(JsonPatch.add('/spec/ingress/0/from/-', { namespaceSelector: {} }));
    expect(complaint(app)).toMatch(REFUSED);
    expect(complaint(app)).toContain('shop-a spec.ingress[0] (c/shop/a), which a JSON patch or a resolver has changed; fix: state it on the fence');
  });

  it('where a JSON patch widens the inside', () => {
    const { app, fence } = shop();
    ApiObject.of(fence.node.findChild('inside')).addJsonPatch(JsonPatch.replace('/spec/egress', [{}]));
    expect(complaint(app)).toMatch(REFUSED);
  });

  it('where a JSON patch names a namespace that nothing else does', () => {
    const { app, fence } = shop();
    const edge = fence.allowFrom('edge', { ...rule, from: [Peer.namespace('edge')] });
    ApiObject.of(edge).addJsonPatch(JsonPatch.replace('/spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name', 'other'));
    expect(complaint(app)).toMatch(REFUSED);
  });

  it('where a JSON patch takes the deny away', () => {
    const { app, fence } = shop({ insideTraffic: false, dns: DnsProfile.none() });
    ApiObject.of(fence.node.findChild('default-deny')).addJsonPatch(JsonPatch.replace('/spec/policyTypes', ['Ingress']));
    expect(complaint(app)).toContain('nothing isolates its pods any more');
  });

  it('where a resolver writes another block', () => {
    const { app, fence } = shop({}, [{ resolve: (context) => context.value === '10.0.0.0/32' && context.replaceValue('0.0.0.0/0') }]);
    fence.allowFrom('a', { ...rule, from: [Peer.cidr('10.0.0.0/32')] });
    expect(complaint(app)).toMatch(REFUSED);
  });

  it('where an existing policy is changed after Fences.everywhere', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    pod(chart, 'x');
    const old = policy(chart, 'old', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] });
    Fences.everywhere(app);
    expect(complaint(app)).toBe('');
    old.addJsonPatch(JsonPatch.replace('/spec/ingress', [{}]));
    expect(complaint(app)).toContain('[fence-proof] NamespaceFence shop (fences/shop): ');
  });

  it('and not where what is written means the same', () => {
    const { app, fence } = shop();
    ApiObject.of(fence.allowFrom('a', rule)).addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'a' }));
    expect(complaint(app)).toBe('');
  });
});

describe('two fences of one namespace', () => {
  const second = (first: NamespaceFenceProps, other: NamespaceFenceProps): string => {
    const { app, chart } = shop(first);
    new NamespaceFence(chart, 'lax', { namespace: 'shop', name: 'lax', ...other });
    return complaint(app);
  };

  it('that disagree are an error with both paths', () => {
    const text = second({ insideTraffic: false }, {});
    expect(text).toMatch(REFUSED);
    expect(text).toContain('(c/lax/inside), a part of the fence c/lax of the same namespace; fix: write one fence for the namespace, or give both the same `insideTraffic` and `dns`');
    expect(second({ dns: DnsProfile.none() }, {})).toMatch(REFUSED);
    expect(second({}, { dns: DnsProfile.openShift() })).toMatch(REFUSED);
  });

  it('that agree are none', () => expect(second({}, {})).toBe(''));
});

describe('where traffic inside is closed', () => {
  const INSIDE = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] };

  it('a policy that opens it is an error', () => {
    const { app, chart } = shop({ insideTraffic: false });
    policy(chart, 'p', INSIDE);
    const text = complaint(app);
    expect(text).toContain('from `shop/x[Pod]` to `shop/y[Pod]` passes, which must never pass; opened by NetworkPolicy shop/p spec.egress[0] (c/p), NetworkPolicy shop/p spec.ingress[0] (c/p)');
    expect(text.match(/\[fence-proof\]/g)).toHaveLength(1);
  });

  it('one side alone opens nothing, and what constructs state is stated', () => {
    const { app, chart, fence } = shop({ insideTraffic: false });
    policy(chart, 'p', { ...INSIDE, policyTypes: ['Ingress'], egress: undefined });
    fence.allowBetween('edge', { from: PodSelector.labels({ app: 'x' }), to: PodSelector.labels({ app: 'y' }), ports: [Port.tcp(80)] });
    new AllowFrom(chart, 'all', { pods: PodSelector.labels({ app: 'x' }), from: [Peer.ownNamespace()], ports: [Port.tcp(80)] });
    expect(complaint(app)).toBe('');
  });
});

describe('a workload that comes after Fences.everywhere', () => {
  const everywhere = (late: (chart: Chart) => unknown, except: string[] = ['kube-system']): string => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    pod(chart, 'x');
    Fences.everywhere(app, { except });
    late(chart);
    return complaint(app);
  };

  it('in a namespace without a fence is an error', () => {
    expect(everywhere((chart) => pod(chart, 'z', 'late'))).toContain('[c/pod-z] [fence-proof] namespace late has no fence: Pod z (c/pod-z) came after `Fences.everywhere`; fix: ');
    expect(everywhere((chart) => new kplus.Deployment(chart, 'd', { metadata: { namespace: 'late' }, containers: [{ image: 'a' }] }))).toContain('namespace late has no fence');
    expect(everywhere((chart) => new ApiObject(chart, 'l', { apiVersion: 'v1', kind: 'List', ...{ items: [pod(new Chart(Testing.app(), 'o'), 'z', 'late').toJson()] } }))).toContain('namespace late has no fence: Pod z (c/l)');
  });

  it.each<[string, (chart: Chart) => unknown]>([
    ['that is fenced already', (chart) => pod(chart, 'z')],
    ['that is fenced later', (chart) => [pod(chart, 'z', 'late'), new NamespaceFence(chart, 'late')]],
    ['that is closed', (chart) => [pod(chart, 'z', 'late'), new DefaultDeny(chart, 'deny', { namespace: 'late' })]],
    ['that is left alone', (chart) => pod(chart, 'z', 'kube-system')],
    ['for which the rule is ignored', (chart) => Checks.ignore(pod(chart, 'z', 'late'), { rule: 'fence-proof', reason: 'its own team fences it' })],
  ])('in a namespace %s is none', (_, late) => expect(everywhere(late)).not.toContain('fence-proof'));

  it('that names no namespace gets a word', () => {
    const app = Testing.app();
    Fences.everywhere(app);
    new ApiObject(new Chart(app, 'c'), 'z', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'z' }, ...{ spec: { containers: [] } } });
    app.synthYaml();
    expect(said).toContain('Pod z (c/z) is not fenced: it names no namespace');
  });
});

it('a List with a policy that opens the fence names its construct', () => {
  const { app, chart } = shop();
  const items = [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'o', namespace: 'shop' }, spec: { podSelector: {}, ingress: [{}] } }];
  new ApiObject(chart, 'l', { apiVersion: 'v1', kind: 'List', metadata: { name: 'l' }, ...{ items } });
  expect(complaint(app)).toContain('opened by NetworkPolicy shop/o spec.ingress[0] (c/l)');
});

it('what may open a fence is said on stderr', () => {
  const { app, chart } = shop();
  new ApiObject(chart, 'x', { apiVersion: 'projectcalico.org/v4', kind: 'NetworkPolicy', metadata: { name: 'x' }, ...{ spec: {} } });
  expect(complaint(app)).toBe('');
  expect(said).toMatch(/\[fence-proof\] NamespaceFence shop \(c\/shop\): not proved: .* possibly passes, which must never pass; possibly opened by .*NetworkPolicy shop\/x \(c\/x\); it is unknown because/);
});

describe('a counterexample is a connection that one can try', () => {
  const opened = (ingress: object): string => {
    const { app, chart } = shop();
    new ApiObject(chart, 'web', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: { app: 'web' } }, ...{ spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 8443 }] }] } },
    });
    policy(chart, 'p', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [ingress] });
    return /: (\w+ \d+ from `[^`]+`) to `shop\/web\[Pod\]` passes/.exec(complaint(app))![1];
  };

  it.each([
    ['at a port that the pod declares', {}, 'TCP 8443 from `1.1.1.1`'],
    ['else at one in common use', { ports: [{ port: 1, endPort: 500 }] }, 'TCP 443 from `1.1.1.1`'],
    ['else at any', { ports: [{ port: 7 }] }, 'TCP 7 from `1.1.1.1`'],
    ['of an address that hosts have', { from: [{ ipBlock: { cidr: '0.0.0.0/5' } }] }, 'TCP 8443 from `1.1.1.1`'],
    ['of a private network', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }, 'TCP 8443 from `10.0.0.1`'],
    ['of no reserved block', { from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['1.0.0.0/8', '8.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] } }] }, 'TCP 8443 from `2.0.0.0`'],
  ])('%s', (_, ingress, expected) => expect(opened(ingress)).toBe(expected));
});
