import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { AllowFrom, AllowFromProps, Peer, PodSelector, Port } from '../../../src/constructs';
import { policyOf, world, written, yamlOf } from '../written';

const api = PodSelector.labels({ app: 'api-server' });
const frontend = Peer.pods({ app: 'frontend' });
const allow = (props: Partial<AllowFromProps> = {}, more: (allow: AllowFrom) => void = () => {}) =>
  written((chart) => more(new AllowFrom(chart, 'api', { pods: api, from: [frontend], ports: [Port.tcp(8080)], ...props })));

test('opens the pods to the peers on the ports, and isolates them for ingress', () => {
  const manifests = allow({ reason: 'the front end is the only client' });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'api').spec.policyTypes).toEqual(['Ingress']);
  const seen = world(manifests);
  expect(seen.reaching('production/api', 'TCP 8080')).toEqual(['production/frontend']);
  expect(seen.reaching('production/api', 'TCP 8081')).toEqual([]);
  expect(seen.reaching('production/api', 'UDP 8080')).toEqual([]);
  expect(seen.asks('production/api', '1.1.1.1', 'TCP 443')).toBe('allowed');
  expect(seen.asks('1.1.1.1', 'production/frontend', 'TCP 443')).toBe('allowed');
});

test('a list of peers means any of them', () => {
  const manifests = allow({ from: [frontend, Peer.namespace('monitoring'), Peer.podsIn('other', { app: 'frontend' }), Peer.cidr('192.0.2.0/24', ['192.0.2.1/32'])] });
  expect(yamlOf(manifests)).toMatchSnapshot();
  const seen = world(manifests);
  expect(seen.reaching('production/api', 'TCP 8080')).toEqual(['production/frontend', 'other/frontend', 'monitoring/prometheus', 'monitoring/grafana']);
  expect(seen.asks('192.0.2.7', 'production/api', 'TCP 8080')).toBe('allowed');
  expect(seen.asks('192.0.2.1', 'production/api', 'TCP 8080')).toBe('denied');
});

test('without ports every port is opened', () => {
  const manifests = allow({ ports: undefined });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'api').spec.ingress).toEqual([{ from: [{ podSelector: { matchLabels: { app: 'frontend' } } }] }]);
});

test('anyone is everyone', () => {
  const manifests = allow({ from: [Peer.anyone(), frontend], ports: [Port.all()] });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'api').spec.ingress).toEqual([{}]);
});

test('further rules accumulate, in any number, and say all reasons', () => {
  const manifests = allow({ reason: 'clients' }, (rule) => {
    rule.addRule({ from: [Peer.namespace('monitoring')], ports: [Port.tcp(9100)], reason: 'metrics' });
    rule.addRule({ from: [frontend], ports: [Port.tcp(8443)], reason: 'clients' });
    rule.addRule({ from: [frontend], ports: [Port.tcp(8443)] });
  });
  expect(yamlOf(manifests)).toMatchSnapshot();
  expect(policyOf(manifests, 'api').metadata.annotations).toEqual({ 'netfence/reason': 'clients\nmetrics' });
  expect(policyOf(manifests, 'api').spec.ingress).toHaveLength(2);
  const seen = world(manifests);
  expect(seen.reaching('production/api', 'TCP 8443')).toEqual(['production/frontend']);
  expect(seen.reaching('production/api', 'TCP 9100')).toEqual(['monitoring/prometheus', 'monitoring/grafana']);
});

test('a rule that is added after a synthesis is in the next one', () => {
  written((chart) => {
    const rule = new AllowFrom(chart, 'api', { pods: api, from: [frontend], ports: [Port.tcp(8080)] });
    expect(chart.toJson()[0].spec.ingress).toHaveLength(1);
    rule.addRule({ from: [Peer.namespace('monitoring')], ports: [Port.tcp(9100)] });
    expect(chart.toJson()[0].spec.ingress).toHaveLength(2);
  });
});

test('a workload brings its namespace, its labels and its ports', () => {
  const manifests = written((chart) => {
    const deployment = new kplus.Deployment(chart, 'web', {
      metadata: { namespace: 'other' },
      podMetadata: { labels: { app: 'frontend' } },
      containers: [{ image: 'example.com/web', ports: [{ number: 8080 }, { number: 53, protocol: kplus.Protocol.UDP, name: 'dns' }] }],
    });
    new AllowFrom(chart, 'web-in', { pods: PodSelector.of(deployment), from: [Peer.namespace('monitoring')] });
  });
  const policy = policyOf(manifests, 'web-in');
  expect(yamlOf([policy])).toMatchSnapshot();
  expect(policy.metadata.namespace).toBe('other');
  const seen = world([policy]);
  expect(seen.reaching('other/frontend', 'TCP 8080')).toEqual(['monitoring/prometheus', 'monitoring/grafana']);
  expect(seen.reaching('other/frontend', 'UDP 53')).toEqual(['monitoring/prometheus', 'monitoring/grafana']);
  expect(seen.reaching('other/frontend', 'TCP 53')).toEqual([]);
});

test('the construct leads to its object', () => {
  written((chart) => {
    const rule = new AllowFrom(chart, 'api', { pods: api, from: [frontend] });
    const object = ApiObject.of(rule);
    expect([object.name, object.node.id, object.kind]).toEqual(['api', 'api', 'NetworkPolicy']);
    expect([rule.policyName, rule.namespace]).toEqual(['api', 'production']);
  });
});
