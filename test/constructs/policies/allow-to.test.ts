import * as kplus from 'cdk8s-plus-34';
import { AllowTo, AllowToProps, DnsProfile, Peer, PodSelector, Port } from '../../../src/constructs';
import { policyOf, world, written, yamlOf } from '../written';

const api = PodSelector.labels({ app: 'api-server' });
const database = Peer.pods({ app: 'database' });
const allow = (props: Partial<AllowToProps> = {}, more: (allow: AllowTo) => void = () => {}) =>
  written((chart) => more(new AllowTo(chart, 'api-egress', { pods: api, to: [database], ports: [Port.tcp(5432)], ...props })));

test('lets the pods reach the peers on the ports, and isolates them for egress', () => {
  const manifests = allow({ reason: 'orders' });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'api-egress').spec.policyTypes).toEqual(['Egress']);
  const seen = world(manifests);
  expect(seen.reached('production/api', 'TCP 5432')).toEqual(['production/database']);
  expect(seen.reached('production/api', 'UDP 53')).toEqual([]);
  expect(seen.asks('1.1.1.1', 'production/api', 'TCP 443')).toBe('allowed');
});

test('with `dns` the same policy lets names be resolved, over UDP and TCP', () => {
  const manifests = allow({ dns: DnsProfile.kubeDns() });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(manifests).toHaveLength(1);
  const seen = world(manifests);
  expect(seen.reached('production/api', 'TCP 5432')).toEqual(['production/database']);
  expect(seen.reached('production/api', 'UDP 53')).toEqual(['kube-system/dns']);
  expect(seen.reached('production/api', 'TCP 53')).toEqual(['kube-system/dns']);
});

test('further rules accumulate', () => {
  const manifests = allow({}, (rule) => rule.addRule({ to: [Peer.cidr('2001:db8::/32')], ports: [Port.tcpRange(8000, 8010)], reason: 'partners' }));
  expect(yamlOf(manifests)).toMatchSnapshot();
  const seen = world(manifests);
  expect(seen.asks('production/api', '2001:db8::1', 'TCP 8010')).toBe('allowed');
  expect(seen.asks('production/api', '2001:db8::1', 'TCP 8011')).toBe('denied');
  expect(seen.asks('production/api', '2001:db9::1', 'TCP 8010')).toBe('denied');
});

test('without ports each workload is reached on its own ports, and on no port of the other', () => {
  const manifests = written((chart) => {
    const workload = (id: string, labels: Record<string, string>, port: number, namespace: string) => new kplus.Deployment(chart, id, {
      metadata: { namespace }, podMetadata: { labels }, containers: [{ image: 'example.com/x', portNumber: port }],
    });
    const to = [workload('db', { app: 'database' }, 5432, 'production'), workload('web', { app: 'frontend' }, 8080, 'other')].map((each) => Peer.of(each));
    new AllowTo(chart, 'api-egress', { pods: api, to });
  });
  const policy = policyOf(manifests, 'api-egress');
  expect(yamlOf([policy])).toMatchSnapshot();
  const seen = world([policy]);
  expect(seen.reached('production/api', 'TCP 5432')).toEqual(['production/database']);
  expect(seen.reached('production/api', 'TCP 8080')).toEqual(['other/frontend']);
});
