import {
  ApiServerEgress, DnsProfile, ExposeThrough, InternetEgress, MetricsIngress, Peer, PodSelector, Port, WebhookIngress,
} from '../../../src/constructs';
import { policyOf, world, written, yamlOf } from '../written';

const api = PodSelector.labels({ app: 'api-server' });

describe('ApiServerEgress', () => {
  test('reaches the addresses on the usual ports', () => {
    const manifests = written((chart) => new ApiServerEgress(chart, 'api-server', { pods: api, addresses: ['10.0.0.1', '2001:db8::/64'], reason: 'watches' }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    const { asks } = world(manifests);
    expect(['TCP 443', 'TCP 6443', 'TCP 80', 'UDP 443'].map((traffic) => asks('production/api', '10.0.0.1', traffic))).toEqual(['allowed', 'allowed', 'denied', 'denied']);
    expect(asks('production/api', '2001:db8::7', 'TCP 6443')).toBe('allowed');
    expect(asks('production/api', '10.0.0.2', 'TCP 443')).toBe('denied');
  });

  test('on other ports, with DNS, with further rules', () => {
    const manifests = written((chart) =>
      new ApiServerEgress(chart, 'api-server', { pods: api, addresses: ['10.0.0.1/32'], ports: [Port.tcp(16443)], dns: DnsProfile.kubeDns() })
        .addRule({ to: [Peer.cidr('10.9.0.0/16')], ports: [Port.tcp(443)] }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    const { asks, reached } = world(manifests);
    expect(['TCP 443', 'TCP 16443'].map((traffic) => asks('production/api', '10.0.0.1', traffic))).toEqual(['denied', 'allowed']);
    expect(asks('production/api', '10.9.1.1', 'TCP 443')).toBe('allowed');
    expect(reached('production/api', 'TCP 53')).toEqual(['kube-system/dns']);
  });
});

describe('WebhookIngress', () => {
  test('lets the addresses in on the usual ports', () => {
    const manifests = written((chart) => new WebhookIngress(chart, 'webhook', { pods: api, addresses: ['172.16.0.0/28'] }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    const { asks } = world(manifests);
    expect([443, 8443, 9443, 10250, 8080].map((port) => asks('172.16.0.3', 'production/api', `TCP ${port}`))).toEqual(['allowed', 'allowed', 'allowed', 'allowed', 'denied']);
    expect(asks('172.16.0.16', 'production/api', 'TCP 443')).toBe('denied');
    // blocks may mean pods with such an address, and nobody knows the addresses of these
    expect(world(manifests).reaching('production/api', 'TCP 443')).toEqual([]);
    expect(asks('production/frontend', 'production/api', 'TCP 80')).toBe('denied');
  });

  test('on other ports', () => {
    const manifests = written((chart) => new WebhookIngress(chart, 'webhook', { pods: api, addresses: ['172.16.0.3'], ports: [Port.tcp(4443)] }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(['TCP 443', 'TCP 4443'].map((traffic) => world(manifests).asks('172.16.0.3', 'production/api', traffic))).toEqual(['denied', 'allowed']);
  });
});

describe('MetricsIngress', () => {
  test('lets the namespace of the collector in', () => {
    const manifests = written((chart) =>
      new MetricsIngress(chart, 'metrics', { pods: PodSelector.all(), collectorNamespace: 'monitoring', ports: [Port.tcpNamed('metrics')] }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    const { reaching } = world(manifests);
    expect(reaching('production/database', 'TCP 9100')).toEqual(['monitoring/prometheus', 'monitoring/grafana']);
    expect(reaching('production/database', 'TCP 9101')).toEqual([]);
  });

  test('lets one collector in', () => {
    const collector = PodSelector.labels({ app: 'prometheus' });
    const manifests = written((chart) =>
      new MetricsIngress(chart, 'metrics', { pods: api, collectorNamespace: 'monitoring', collector, ports: [Port.tcp(9100)] }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(world(manifests).reaching('production/api', 'TCP 9100')).toEqual(['monitoring/prometheus']);
  });
});

describe('ExposeThrough', () => {
  test('lets the namespace of the controller in', () => {
    const manifests = written((chart) =>
      new ExposeThrough(chart, 'web', { pods: api, controllerNamespace: 'ingress-nginx', ports: [Port.tcp(8080)], reason: 'the shop' }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(world(manifests).reaching('production/api', 'TCP 8080')).toEqual(['ingress-nginx/controller']);
    expect(world(manifests).reaching('production/api', 'TCP 80')).toEqual([]);
  });

  test('lets one controller in', () => {
    const controller = PodSelector.labels({ app: 'another' });
    const manifests = written((chart) => new ExposeThrough(chart, 'web', { pods: api, controllerNamespace: 'ingress-nginx', controller }));
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(world(manifests).reaching('production/api', 'TCP 8080')).toEqual([]);
    expect(world(manifests, ['production/api app=api-server', 'ingress-nginx/another app=another', 'production/another app=another'])
      .reaching('production/api', 'TCP 8080')).toEqual(['ingress-nginx/another']);
  });
});

describe('InternetEgress', () => {
  const manifests = written((chart) => new InternetEgress(chart, 'internet', { pods: api, ports: [Port.tcp(443)], reason: 'payment' }));
  const { asks, reached } = world(manifests);

  test('reaches public addresses of both families', () => {
    expect(yamlOf(manifests)).toMatchSnapshot();
    for (const address of ['1.1.1.1', '203.0.114.1', '2606:4700::1111']) expect(asks('production/api', address, 'TCP 443')).toBe('allowed');
    expect(asks('production/api', '1.1.1.1', 'TCP 80')).toBe('denied');
    expect(policyOf(manifests, 'internet').spec.policyTypes).toEqual(['Egress']);
  });

  test.each(['10.1.2.3', '172.31.0.1', '192.168.1.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '169.254.170.2', '169.254.20.10', '168.63.129.16',
    'fd00:ec2::254', 'fd20:ce::254', 'fe80::1', '::1', 'fc00::1'])('never reaches %s', (address) => {
    expect(asks('production/api', address, 'TCP 443')).toBe('denied');
  });

  test('selects no pods of the cluster', () => {
    expect(reached('production/api', 'TCP 443')).toEqual([]);
  });
});
