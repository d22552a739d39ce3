import { readObjects } from '../../../src/analysis/session/read';
import { addressesOf } from '../../../src/analysis/ends/address-meaning';
import { answer } from '../../../src/analysis/ends/answer';
import { findEnd } from '../../../src/analysis/ends/ends';
import type { Facts } from '../../../src/model';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import { IpSet, parseAddress, parseCidr } from '../../../src/sets';
import { networkPolicy, node, pod } from '../../engine/manifests';

const ranges = (...texts: string[]) => texts.reduce((set, text) => set.union(IpSet.cidr(parseCidr(text)!)), IpSet.NONE);
const NO_FACTS: Facts = { namespaces: new Map(), apiServer: IpSet.NONE, publicAddresses: false, complete: false };

function withFacts(session: AnalysisSession, facts: Partial<Facts>): AnalysisSession {
  return session.withCluster({ ...session.decoded.cluster, facts: { ...NO_FACTS, ...facts } });
}

const meaning = (session: AnalysisSession, text: string) => {
  const found = addressesOf(session).meaningOf(parseAddress(text)!);
  return found.type === 'unstated' ? found.holders.join(' ') : found.type;
};
const verdict = (session: AnalysisSession, source: string, destination: string, port = 80) => {
  const { verdict: found, needs } = answer(session, { source: findEnd(session, source), destination: findEnd(session, destination), protocol: 'TCP', port });
  return [found, ...needs.map(({ kind }) => kind)].join(' ');
};

const INPUT = readObjects([
  node('n1', {}, '192.168.0.1'), pod('a/x', { app: 'x' }, { ip: '10.1.0.1' }), pod('a/host', {}, { ip: '192.168.0.2', host: true }),
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'a' }, spec: { clusterIP: '10.2.0.1', externalIPs: ['198.51.100.7'], selector: { app: 'x' }, ports: [{ port: 80 }] } },
]);

describe('what an address means', () => {
  test.each([
    ['10.1.0.1', 'pods'], ['192.168.0.1', 'node'], ['10.2.0.1', 'service'], ['198.51.100.7', 'service'],
    ['192.168.0.2', 'node own-node'], ['203.0.113.1', 'outside'], ['2001:db8::1', 'outside'], ['169.254.169.254', 'outside'], ['127.0.0.1', 'outside'],
    ['169.254.20.10', 'outside own-node'], ['10.9.9.9', 'outside pod node own-node service'], ['fd00::1', 'outside pod node own-node service'],
  ])('%s is %s without facts', (address, expected) => expect(meaning(INPUT, address)).toBe(expected));

  test.each<[Partial<Facts>, string, string]>([
    [{ podRanges: ranges('10.0.0.0/12') }, '10.9.9.9', 'pod'],
    [{ podRanges: ranges('10.0.0.0/12') }, '10.99.9.9', 'outside node own-node service'],
    [{ nodeRanges: ranges('172.20.0.0/16') }, '172.20.1.1', 'node own-node'],
    [{ serviceRanges: ranges('10.96.0.0/12') }, '10.97.1.1', 'service'],
    [{ podRanges: ranges('10.0.0.0/12'), nodeRanges: ranges('172.20.0.0/16'), serviceRanges: ranges('10.96.0.0/12') }, '10.200.1.1', 'outside'],
    [{ apiServer: ranges('10.200.0.1/32') }, '10.200.0.1', 'outside'],
    [{ publicAddresses: true }, '203.0.113.1', 'outside pod node own-node service'],
    [{ podRanges: ranges('203.0.113.0/24') }, '203.0.113.1', 'pod'],
    [{ complete: true }, '10.9.9.9', 'outside'],
  ])('with %j, %s is %s', (facts, address, expected) => expect(meaning(withFacts(INPUT, facts), address)).toBe(expected));

  test('an input that is complete and lacks addresses leaves them open', () => {
    expect(meaning(withFacts(readObjects([pod('a/x')]), { complete: true }), '10.9.9.9')).toBe('outside pod node own-node');
  });

  test('a block of a policy names a network outside, unless it is a whole private range or the input shows a pod in it', () => {
    const block = (cidr: string) => networkPolicy(`a/p${cidr.replace(/[^0-9]/g, '')}`, { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr } }] }] });
    const session = readObjects([pod('a/x', {}, { ip: '10.1.0.1' }), block('172.17.0.0/16'), block('10.0.0.0/8'), block('10.1.0.0/16'), block('fd00::/8'), block('fd00:9::/32')]);
    expect(['172.17.5.5', '10.99.0.1', '10.1.0.2', 'fd00:8::1', 'fd00:9::1'].map((text) => meaning(session, text))).toEqual([
      'outside', ...Array<string>(3).fill('outside pod node own-node service'), 'outside',
    ]);
  });
});

describe('verdicts about an address that nothing states', () => {
  const closed = networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] });
  const out = (to: object[]) => networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Egress'], egress: [{ to }] });

  test('no policy at all: whoever has it is reached', () => expect(verdict(readObjects([pod('a/x')]), 'a/x', '10.9.9.9')).toBe('allowed'));
  test('towards a pod that only its own node may reach', () => {
    expect(verdict(readObjects([pod('a/x', { app: 'x' }), closed]), '10.9.9.9', 'a/x')).toBe('unknown nodeRanges');
  });
  test('a rule for everyone allows it, where no other policy may close the other end', () => {
    const everyone = networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Egress'], egress: [{}] });
    expect(verdict(readObjects([pod('a/x', { app: 'x' }), everyone]), 'a/x', '10.9.9.9')).toBe('allowed');
    expect(verdict(readObjects([pod('a/x', { app: 'x' }), everyone, { ...closed, metadata: { name: 'q', namespace: 'b' } }]), 'a/x', '10.9.9.9')).toBe('unknown podRanges serviceRanges');
  });
  test('a rule for pods may mean it, and a stated range settles it', () => {
    const session = readObjects([pod('a/x', { app: 'x' }), out([{ podSelector: {} }])]);
    expect(verdict(session, 'a/x', '10.9.9.9')).toBe('unknown podRanges nodeRanges serviceRanges');
    expect(verdict(withFacts(session, { podRanges: ranges('10.0.0.0/12') }), 'a/x', '10.9.9.9')).toBe('unknown pod');
    const elsewhere = ranges('10.0.0.0/12');
    expect(verdict(withFacts(session, { podRanges: elsewhere, nodeRanges: elsewhere, serviceRanges: elsewhere }), 'a/x', '10.99.9.9')).toBe('denied');
  });
  test('a rule for nodes may mean the node that has it', () => {
    const admin = {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'p' },
      spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: 'Deny', to: [{ nodes: { matchExpressions: [{ key: 'k', operator: 'Exists' }] } }] }] },
    };
    const session = withFacts(readObjects([pod('a/x'), admin]), { nodeRanges: ranges('10.0.0.0/8') });
    expect(verdict(session, 'a/x', '10.9.9.9')).toBe('unknown node');
  });
});

test('a pod whose node is not known is never denied to the address of a node', () => {
  const closed = networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress'] });
  expect(verdict(readObjects([node('n1', {}, '192.168.0.1'), pod('a/x'), closed]), '192.168.0.1', 'a/x')).toBe('unknown podNode');
  expect(verdict(readObjects([node('n1', {}, '192.168.0.1'), pod('a/x', {}, { node: 'n1' }), closed]), '192.168.0.1', 'a/x')).toBe('allowed');
  expect(verdict(readObjects([node('n1', {}, '192.168.0.1'), node('n2', {}, '192.168.0.2'), pod('a/x', {}, { node: 'n2' }), closed]), '192.168.0.1', 'a/x')).toBe('denied');
});
