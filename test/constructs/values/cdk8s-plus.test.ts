import { App, Chart, Cron } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { Peer, PodSelector } from '../../../src/constructs/values';
import { encodeSpec } from '../../../src/dialects/networking-v1/encode';
import { LabelSelector, TrafficSet } from '../../../src/sets';

const ADDRESS = 'cdk8s.io/metadata.addr';

/** `from` of a policy in namespace `own` for this peer. */
function from(peer: Peer): any {
  const traffic = { fixed: TrafficSet.ALL, named: [] };
  const rule = { direction: 'ingress' as const, action: 'allow' as const, peers: peer._peers('own'), traffic, origin: { label: '', path: [] } };
  return encodeSpec({ namespace: 'own', pods: LabelSelector.EVERYTHING, isolates: ['ingress'], rules: [rule] }).ingress![0].from;
}

function portsOf(value: { _ports(): any[] }): string[] {
  return value._ports().map((port) => port._traffic().fixed.toString());
}

const named = (name: string, pods?: object) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } }, ...(pods && { podSelector: pods }) });

// the two versions have the same shape where we look, and different types
describe.each<[string, typeof plus34]>([['cdk8s-plus-27', plus27 as any], ['cdk8s-plus-34', plus34]])('%s', (_, plus) => {
  const containers = [{ image: 'x', portNumber: 8080 }];
  const podMetadata = { labels: { app: 'api' } };
  let chart: Chart;
  let open: Chart;

  beforeEach(() => {
    const app = new App();
    chart = new Chart(app, 'prod', { namespace: 'prod' });
    open = new Chart(app, 'open');
  });

  test.each<[string, () => any]>([
    ['Deployment', () => new plus.Deployment(chart, 'x', { containers, podMetadata })],
    ['StatefulSet', () => new plus.StatefulSet(chart, 'x', { containers, podMetadata, service: new plus.Service(chart, 's', { ports: [{ port: 1 }] }) })],
    ['DaemonSet', () => new plus.DaemonSet(chart, 'x', { containers, podMetadata })],
    ['Job', () => new plus.Job(chart, 'x', { containers, podMetadata })],
    ['CronJob', () => new plus.CronJob(chart, 'x', { containers, podMetadata, schedule: Cron.daily() })],
    ['Pod', () => new plus.Pod(chart, 'x', { containers, metadata: podMetadata })],
  ])('a %s is its pods: namespace, labels, ports', (_kind, create) => {
    const workload = create();
    expect(from(Peer.of(workload))).toEqual([named('prod', { matchLabels: { app: 'api' } })]);
    expect(portsOf(Peer.of(workload))).toEqual(['TCP 8080']);
    const pods = PodSelector.of(workload);
    expect(pods._namespace()).toBe('prod');
    expect(pods._selector().toString()).toBe('"app"["api"]');
    expect(portsOf(pods)).toEqual(['TCP 8080']);
    expect(from(Peer.selected(pods))).toEqual([named('prod', { matchLabels: { app: 'api' } })]);
  });

  test.each<[string, () => any, any]>([
    ['Pods.select', () => plus.Pods.select(chart, 'x', { labels: { app: 'api' }, expressions: [plus.LabelExpression.in('tier', ['b', 'a'])] }),
      [{ podSelector: { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] } }]],
    ['other expressions', () => plus.Pods.select(chart, 'x', {
      expressions: [plus.LabelExpression.notIn('a', ['x']), plus.LabelExpression.exists('b'), plus.LabelExpression.doesNotExist('c')],
    }), [{ podSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }, { key: 'b', operator: 'Exists' }, { key: 'c', operator: 'DoesNotExist' }] } }]],
    ['Pods.select with namespaces', () => plus.Pods.select(chart, 'x', { labels: { app: 'api' }, namespaces: plus.Namespaces.select(chart, 'n', { labels: { team: 'a' } }) }),
      [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchLabels: { app: 'api' } } }]],
    ['Pods.all', () => plus.Pods.all(chart, 'x'), [{ podSelector: {} }]],
    ['Namespaces.select by labels, without any option', () => plus.Namespaces.select(chart, 'x', { labels: { team: 'a' } }), [{ namespaceSelector: { matchLabels: { team: 'a' } } }]],
    ['Namespaces.select by names', () => plus.Namespaces.select(chart, 'x', { names: ['web', 'db'] }), [named('db'), named('web')]],
    ['Namespaces.select by names and labels', () => plus.Namespaces.select(chart, 'x', { names: ['web'], labels: { team: 'a' } }),
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web', 'team': 'a' } } }]],
    ['Namespaces.all', () => plus.Namespaces.all(chart, 'x'), [{ namespaceSelector: {} }]],
    ['Namespace', () => new plus.Namespace(chart, 'x', { metadata: { name: 'web' } }), [named('web')]],
    ['NetworkPolicyIpBlock', () => plus.NetworkPolicyIpBlock.ipv4(chart, 'x', '10.0.0.0/8', ['10.1.0.0/16']), [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }]],
    ['an IPv6 block', () => plus.NetworkPolicyIpBlock.anyIpv6(chart, 'x'), [{ ipBlock: { cidr: '::/0' } }]],
  ])('%s is a peer', (_what, create, expected) => {
    expect(from(Peer.of(create()))).toEqual(expected);
  });

  describe('defects that do not come through', () => {
    test('every container port keeps its protocol', () => {
      const ports = [{ number: 53, protocol: plus.Protocol.UDP, name: 'dns' }, { number: 53, name: 'dns-tcp' }, { number: 38412, protocol: plus.Protocol.SCTP }];
      const dns = new plus.Deployment(chart, 'x', { containers: [{ image: 'x', ports }, { image: 'y', name: 'y', portNumber: 9153 }] });
      expect(portsOf(Peer.of(dns))).toEqual(['UDP 53', 'TCP 53', 'SCTP 38412', 'TCP 9153']);
    });

    test('a workload without ports says none, not all', () => {
      expect(Peer.of(new plus.Deployment(chart, 'x', { containers: [{ image: 'x' }] }))._ports()).toEqual([]);
    });

    test('the same peer may be said twice: it is a value, and nothing is added to the tree', () => {
      const api = new plus.Deployment(chart, 'x', { containers, podMetadata });
      const before = chart.node.root.node.findAll().length;
      expect(from(Peer.of(api))).toEqual(from(Peer.of(api)));
      expect(chart.node.root.node.findAll()).toHaveLength(before);
    });

    test('without a namespace it is the own one, never "undefined"', () => {
      const api = new plus.Deployment(open, 'x', { containers, podMetadata });
      expect(from(Peer.of(api))).toEqual([{ podSelector: { matchLabels: { app: 'api' } } }]);
      expect(PodSelector.of(api)._namespace()).toBeUndefined();
    });

    test('the labels of the author are selected, so renaming the construct changes nothing', () => {
      const [before, after] = ['old', 'new'].map((id) => from(Peer.of(new plus.Deployment(new Chart(new App(), id), id, { containers, podMetadata }))));
      expect(before).toEqual([{ podSelector: { matchLabels: { app: 'api' } } }]);
      expect(after).toEqual(before);
    });

    test('but another workload with these labels is never meant', () => {
      const api = new plus.Deployment(chart, 'api', { containers, podMetadata });
      const peer = Peer.of(api);
      new plus.Deployment(chart, 'api-v2', { containers, podMetadata: { labels: { app: 'api', version: '2' } } });
      expect(from(peer)).toEqual([named('prod', { matchLabels: { [ADDRESS]: api.podMetadata.getLabel(ADDRESS) } })]);
    });

    test('and one in another namespace does not matter', () => {
      const peer = Peer.of(new plus.Deployment(chart, 'api', { containers, podMetadata }));
      new plus.Deployment(new Chart(chart.node.root, 'dev', { namespace: 'dev' }), 'api', { containers, podMetadata });
      expect(from(peer)).toEqual([named('prod', { matchLabels: { app: 'api' } })]);
    });

    test('without labels of the author the address label is all there is', () => {
      const api = new plus.Deployment(chart, 'api', { containers });
      expect(from(Peer.of(api))).toEqual([named('prod', { matchLabels: { [ADDRESS]: api.podMetadata.getLabel(ADDRESS) } })]);
    });

    test('labels and containers that are added later count', () => {
      const api = new plus.Deployment(chart, 'x', { containers });
      const [peer, pods] = [Peer.of(api), PodSelector.of(api)];
      api.podMetadata.addLabel('app', 'late');
      api.addContainer({ image: 'y', name: 'y', portNumber: 9000 });
      expect(from(peer)).toEqual([named('prod', { matchLabels: { app: 'late' } })]);
      expect(portsOf(pods)).toEqual(['TCP 8080', 'TCP 9000']);
    });

    test('values are checked', () => {
      expect(() => Peer.of(plus.NetworkPolicyIpBlock.ipv4(chart, 'a', '999.1.1.1/99'))).toThrow(/^\[cidr-syntax\] .*got `999\.1\.1\.1\/99`/);
      expect(() => Peer.of(plus.NetworkPolicyIpBlock.ipv4(chart, 'b', '10.0.0.0/8', ['11.0.0.0/16']))).toThrow(/^\[except-outside\]/);
      expect(() => Peer.of(plus.Pods.select(chart, 'c', { labels: { app: 'a b' } }))).toThrow(/^\[label-value\]/);
      expect(() => Peer.of(new plus.Deployment(chart, 'd', { containers: [{ image: 'x', portNumber: 70000 }] }))).toThrow(/^\[port-range\]/);
      expect(() => Peer.of(plus.Namespaces.select(chart, 'e', { names: ['Web'] }))).toThrow(/^\[namespace-name\]/);
    });

    test('an upper-case IPv6 block is one', () => expect(from(Peer.cidr('2001:DB8::/32'))).toEqual([{ ipBlock: { cidr: '2001:db8::/32' } }]));

    test('pods on the host network are no subject and no peer', () => {
      const node = new plus.DaemonSet(chart, 'x', { containers, hostNetwork: true });
      expect(() => PodSelector.of(node)).toThrow('[host-network] the pods of a policy must have a network of their own, got `prod/x` on the host network');
      expect(() => Peer.of(node)).toThrow(/^\[host-network\]/);
    });

    test('an empty list of names is not everyone', () => {
      expect(() => Peer.of(plus.Namespaces.select(chart, 'x', { names: [] }))).toThrow(/^\[namespaces-empty\]/);
    });

    test('pods of several namespaces are no subject of a policy', () => {
      const two = plus.Pods.select(chart, 'x', { namespaces: plus.Namespaces.select(chart, 'n', { names: ['a', 'b'] }) });
      expect(() => PodSelector.of(two)).toThrow(/^\[pods-namespaces\] .*got `a, b`/);
      expect(from(Peer.of(two))).toEqual([named('a'), named('b')]);
    });
  });

  test.each<[string, () => any, RegExp]>([
    ['a Service without a selector', () => new plus.Service(chart, 'x', { ports: [{ port: 80 }] }), /a Service stands for the pods that it selects, got .*x.* without a selector; /],
    ['a ConfigMap', () => new plus.ConfigMap(chart, 'x'), /got a ConfigMap \(`prod\/x`\) without .*; pass a workload/],
    ['a NetworkPolicyPort', () => plus.NetworkPolicyPort.tcp(80), /got a NetworkPolicyPort; /],
    ['a Chart', () => chart, /got a Chart \(`prod`\) without /],
  ])('%s is no peer', (_what, create, text) => {
    const value = create();
    expect(() => Peer.of(value)).toThrow(text);
    expect(() => PodSelector.of(value)).toThrow(/^\[pods-type\]/);
  });

  test('a Namespace is no selector of pods', () => {
    expect(() => PodSelector.of(new plus.Namespace(chart, 'x'))).toThrow(/^\[pods-type\] .*`PodSelector\.all\(\)`/);
  });
});

test.each<[string, any]>([
  ['neither pods nor a block', { toNetworkPolicyPeerConfig: () => ({}) }],
  ['both', { toNetworkPolicyPeerConfig: () => ({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: { labelSelector: {} } }) }],
  ['nothing at all', { toNetworkPolicyPeerConfig: () => undefined }],
])('a peer of %s is refused', (_, peer) => {
  expect(() => Peer.of(peer)).toThrow(/^\[peer-type\] a peer must be either/);
});

test.each<[string, object, string]>([
  ['an unknown operator', { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }, 'expression-operator'],
  ['values that are missing', { matchExpressions: [{ key: 'a', operator: 'In' }] }, 'expression-values'],
  ['values that must not be', { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] }, 'expression-values'],
  ['expressions that are no list', { matchExpressions: 'a' }, 'selector-type'],
  ['a contradiction', { matchLabels: { a: 'x' }, matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, 'selector-contradiction'],
])('a foreign selector with %s is refused', (_, labelSelector, code) => {
  expect(() => PodSelector.of({ toPodSelectorConfig: () => ({ labelSelector }) } as any)).toThrow(`[${code}] `);
});

test('pods that nothing tells apart are refused', () => {
  const pods: any = { podMetadata: { toJson: () => ({}) }, containers: [], toPodSelectorConfig: () => ({}) };
  expect(() => Peer.of(pods)).toThrow(/^\[pods-unlabelled\] .*; give them one in `podMetadata`$/);
});
