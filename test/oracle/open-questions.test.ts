import type { Raw } from './values';
import { Packet, Reading, Verdict, buildCluster, external, verdict } from './index';

const WEB: Packet = { protocol: 'TCP', port: 80 };
const API = 'policy.networking.k8s.io/v1alpha1';

function pod(name: string, ips: string[], spec: Raw = {}): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 80 }] }], ...spec },
    status: { podIPs: ips.map((ip) => ({ ip })) },
  };
}

function policy(spec: Raw): Raw {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec };
}

function admin(spec: Raw, name = 'a'): Raw {
  return { apiVersion: API, kind: 'AdminNetworkPolicy', metadata: { name }, spec: { priority: 1, subject: { namespaces: {} }, ...spec } };
}

const PODS = [
  pod('a', ['10.0.0.1', 'fd00::1']), pod('four', ['10.0.0.4']), pod('six', ['fd00::6']), pod('b', ['10.0.0.2', 'fd00::2']), pod('lost', []), pod('agent', ['192.0.2.1'], { hostNetwork: true }),
];

function ask(objects: Raw[], from: string, to: string, family?: 4 | 6, reading?: Reading): Verdict {
  const cluster = buildCluster([...PODS, ...objects]);
  const end = (name: string) => (/[.:]/.test(name) ? external(name) : cluster.find('default', name));
  return verdict(cluster, end(from), end(to), WEB, family, reading);
}

const toBlock = (cidr: string) => policy({ podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr } }] }] });
const denied = policy({ policyTypes: ['Ingress', 'Egress'] });

describe('where the words leave it open, the oracle does not know', () => {
  it('blocks over pods depend on the CNI, and on nothing else', () => {
    expect(ask([toBlock('10.0.0.0/24')], 'a', 'b')).toBe('unknown');
    expect(ask([toBlock('10.0.0.0/24')], 'a', 'b', 4, { blocksMatchPods: 'yes' })).toBe('allowed');
    expect(ask([toBlock('10.0.0.0/24')], 'a', 'b', undefined, { blocksMatchPods: 'yes' })).toBe('unknown');
    expect(ask([toBlock('10.0.0.0/24')], 'a', 'b', undefined, { blocksMatchPods: 'no' })).toBe('denied');
    expect(ask([toBlock('10.0.1.0/24')], 'a', 'b')).toBe('denied');
    expect(ask([toBlock('10.0.0.0/24')], 'a', '10.0.0.77')).toBe('allowed');
  });

  it('a pod without address may be anywhere, in the families of the block', () => {
    expect(ask([toBlock('203.0.113.0/24')], 'a', 'lost', undefined, { blocksMatchPods: 'yes' })).toBe('unknown');
    expect(ask([toBlock('203.0.113.0/24')], 'a', 'lost', 6)).toBe('denied');
  });

  it('a packet has one family, of the addresses of both ends', () => {
    expect(ask([], 'four', 'six')).toBe('denied');
    expect(ask([], 'six', '10.0.0.77')).toBe('denied');
    expect(ask([], 'six', 'fd00::77')).toBe('allowed');
    expect(ask([], 'four', 'b', 6)).toBe('denied');
    expect(ask([], 'six', 'lost')).toBe('allowed');
    const deny = (block: string) => admin({ ingress: [], egress: [{ action: 'Deny', to: [{ networks: [block] }] }] });
    expect(ask([deny('10.0.0.0/24')], 'six', 'b')).toBe('allowed');
    expect(ask([deny('fd00::/64')], 'six', 'b')).toBe('denied');
    expect(ask([deny('fd00::/64')], 'a', 'b')).toBe('unknown');
  });

  it('a pod on the host network may be on the own node', () => {
    expect(ask([denied], 'agent', 'a')).toBe('unknown');
    expect(ask([denied], 'a', 'agent')).toBe('unknown');
    expect(ask([], 'agent', 'a')).toBe('allowed');
    expect(ask([denied], 'a', 'b')).toBe('denied');
  });

  it('a pod on the host network is a subject of all policies or of none', () => {
    const allowA = policy({ podSelector: { matchLabels: { app: 'agent' } }, egress: [{ to: [{ podSelector: { matchLabels: { app: 'a' } } }] }], policyTypes: ['Egress'] });
    expect(ask([policy({ policyTypes: ['Egress'] }), allowA], 'agent', 'a')).toBe('allowed');
    expect(ask([policy({ policyTypes: ['Egress'] }), allowA], 'agent', '203.0.113.1')).toBe('unknown');
  });

  it('the admin kinds know what they mean: addresses match, hosts are neither subject nor peer', () => {
    const deny = (peer: Raw) => admin({ egress: [{ action: 'Deny', to: [peer] }] });
    expect(ask([deny({ networks: ['192.0.2.0/24'] })], 'a', 'agent')).toBe('denied');
    expect(ask([deny({ networks: ['10.0.0.0/24'] })], 'a', 'b', 4)).toBe('denied');
    expect(ask([deny({ networks: ['10.0.0.0/24'] })], 'a', 'b', 6)).toBe('allowed');
    expect(ask([deny({ networks: ['10.0.0.0/24'] })], 'a', 'b')).toBe('unknown');
    expect(ask([deny({ namespaces: {} })], 'a', 'agent')).toBe('allowed');
    expect(ask([deny({ namespaces: {} })], 'agent', 'a')).toBe('allowed');
    expect(ask([deny({ nodes: {} })], 'a', 'agent')).toBe('unknown');
  });

  it('equal priorities that disagree about a packet decide nothing', () => {
    const rule = (action: string, ports: number) => ({ ingress: [{ action, from: [{ namespaces: {} }], ports: [{ portNumber: { port: ports } }] }] });
    expect(ask([admin(rule('Allow', 80), 'x'), admin(rule('Deny', 80), 'y')], 'a', 'b')).toBe('unknown');
    expect(ask([admin(rule('Allow', 81), 'x'), admin(rule('Deny', 80), 'y')], 'a', 'b')).toBe('denied');
    expect(ask([admin(rule('Deny', 80), 'x'), admin(rule('Deny', 80), 'y')], 'a', 'b')).toBe('denied');
  });
});

describe('what nobody reads is never isolation', () => {
  it.each([
    ['a refused NetworkPolicy', policy({ policyTypes: ['Both'] })],
    ['a NetworkPolicy with an unknown field', policy({ policyTypes: ['Ingress'], ingres: [] })],
    ['a refused AdminNetworkPolicy', admin({ egress: [{ action: 'Drop', to: [{ namespaces: {} }] }] })],
    ['a refused ClusterNetworkPolicy', { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'c' }, spec: {} }],
    ['a namespaced kind', { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c' }, spec: {} }],
    ['a cluster kind', { apiVersion: 'policy.networking.k8s.io/v1alpha3', kind: 'ClusterNetworkPolicy', metadata: { name: 'c' }, spec: {} }],
  ])('%s', (_name, object) => {
    expect(ask([object], 'a', 'b')).toBe('unknown');
  });

  it('but the other end may deny for sure', () => {
    const elsewhere = { ...PODS[0], metadata: { name: 'c', namespace: 'other' } };
    const foreign = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 'other' }, spec: {} };
    const cluster = buildCluster([...PODS, elsewhere, foreign, policy({ policyTypes: ['Ingress'] })]);
    expect(verdict(cluster, cluster.find('other', 'c'), cluster.find('default', 'a'), WEB)).toBe('denied');
    expect(verdict(cluster, cluster.find('other', 'c'), external('203.0.113.1'), WEB)).toBe('unknown');
  });
});
