import { peerText, podsText, reasonsOf } from '../../../src/report/advice/words';
import { readInvariants } from '../../../src/analysis/invariants/file';
import { isComplete } from '../../../src/results/outcomes';
import { shown } from '../../traffic';
import { adviceOn, API, DB, flow } from './world';

test('names pods by what their next revision wears, too, and fences only what was seen', async () => {
  const advice = await adviceOn([flow(API, DB, 5432)]);
  expect(advice.fences).toEqual(['shop']);
  expect(advice.yaml + advice.typescript).not.toContain('hash');
  expect(shown(advice.rules.map((rule) => [rule.policy, peerText(rule), rule.traffic]))).toEqual([
    ['shop-api-to-db-egress', "shop/{ app: 'db' }", 'TCP 5432'],
    ['shop-api-to-db-ingress', "shop/{ app: 'api' }", 'TCP 5432'],
  ]);
  expect(advice.remarks.join()).toContain('the record shows nothing of the namespace other');
  expect(isComplete(advice)).toBe(true);
});

test('leaves out what was denied at the time, unless it is asked for', async () => {
  const denied = [flow(API, DB, 5432, { verdict: 'DROPPED' })];
  expect(await adviceOn(denied)).toMatchObject({ rules: [], notWanted: 1 });
  expect((await adviceOn(denied, { denied: true })).rules).toHaveLength(2);
});

test('takes the profile of the resolver that the record fits, or the one that is wished', async () => {
  const lookup = flow(API, { dst_namespace: 'kube-system', dst_pod: 'coredns-7c9d6b4d5f-ddddd' }, 53, { protocol: 'UDP' });
  const seen = await adviceOn([lookup]);
  expect(seen.fences).toEqual(['shop']);
  expect(seen.typescript).toContain('dns: DnsProfile.kubeDns()');
  expect((await adviceOn([flow(API, DB)])).typescript).toContain('DnsProfile.none()');
  const wished = await adviceOn([flow(API, DB)], {}, [], { dns: 'node-local=10.96.0.10' });
  expect(wished.typescript).toContain("DnsProfile.nodeLocal({ kubeDnsClusterIp: '10.96.0.10' })");
  expect(wished.yaml).toContain('169.254.20.10/32');
  await expect(adviceOn([lookup], {}, [], { dns: 'bind' })).rejects.toThrow('[unknown-dns]');
});

test('writes addresses as the API server, as a known block, or alone and to be checked', async () => {
  const outside = [flow(API, { dst_ip: '203.0.113.9' }, 443), flow(API, { dst_ip: '198.51.100.4', dst_name: 'pay.example.com' }, 443), flow(API, { dst_ip: '192.0.2.1' }, 6443)];
  const advice = await adviceOn(outside, { blocks: ['203.0.113.0/24'] }, [], { apiServer: ['192.0.2.1'] });
  expect(advice.typescript).toContain("Peer.cidr('203.0.113.0/24')");
  expect(advice.typescript).toContain("apiServerEgress('api-api-server'");
  expect(advice.rules.filter(({ check }) => check.length > 0).map((rule) => [peerText(rule), ...rule.check])).toEqual([
    ['198.51.100.4/32', '198.51.100.4 is what pay.example.com resolved to, and may change'],
  ]);
});

const METADATA = ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200'];

test.each(METADATA)('leaves the metadata service at %s closed unless it is asked for', async (address) => {
  const seen = [flow(API, { dst_ip: address }), flow(API, DB)];
  const { yaml, missed, proof } = await adviceOn(seen);
  expect(yaml).not.toContain(address);
  expect(missed.map(({ destination, why }) => [destination, ...why])).toEqual([[address, expect.stringContaining('--allow-metadata')]]);
  expect(proof).toMatchObject({ admitted: 1, wanted: 2 });
  const allowed = await adviceOn(seen, { allowMetadata: true });
  expect([allowed.yaml.includes(`${address}/`), allowed.missed]).toEqual([true, []]);
  expect(allowed.rules.flatMap(({ check }) => check).join()).toContain('metadata service');
});

test('opens the resolver at the address of a metadata service', async () => {
  const { typescript, missed } = await adviceOn([flow(API, { dst_ip: METADATA[0] }, 53, { protocol: 'UDP' })]);
  expect(typescript).toContain('DnsProfile.gkeCloudDns()');
  expect(missed).toEqual([]);
});

test('proposes a range for many high ports, to be checked', async () => {
  const ports = Array.from({ length: 11 }, (_, i) => 30_000 + 10 * i);
  const { rules } = await adviceOn(ports.map((port) => flow(API, DB, port)));
  expect(shown(rules.map(({ traffic }) => traffic))).toEqual(['TCP 30000-30100', 'TCP 30000-30100']);
  expect(rules[0].check).toEqual(['many ports from 30000 to 30100 were seen, and the range opens all between']);
  expect((await adviceOn(ports.slice(1).map((port) => flow(API, DB, port)))).rules[0]).toMatchObject({ check: [] });
});

test('does not open what an invariant forbids, even if others break it already', async () => {
  const text = 'invariants: [{ id: no-db, never: { from: [{ namespace: shop }], to: [{ workload: shop/db-5fc9d7c6b4 }] }, except: [{ traffic: [TCP 80] }] }]';
  const { statements } = readInvariants(text, 'invariants.yaml');
  const policy = (spec: string) => `{ "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": { "name": "p", "namespace": "shop" }, "spec": ${spec} }`;
  // whoever wears `app: tool` reaches the database already
  const open = policy('{ "podSelector": { "matchLabels": { "app": "db" } }, "ingress": [{ "from": [{ "podSelector": { "matchLabels": { "app": "tool" } } }] }] }');
  const advice = await adviceOn([flow(API, DB, 5432), flow(API, DB, 80)], { invariants: statements, fence: [] }, [open]);
  expect(advice.proof.invariants).toEqual([{ id: 'no-db', before: 'refuted', after: 'refuted' }]);
  expect(advice.missed).toMatchObject([{ traffic: 'TCP 5432', forbiddenBy: ['no-db'], why: ['it would break `no-db`'] }]);
  expect(shown(advice.rules.map(({ traffic }) => traffic))).toEqual(['TCP 80']);
});

test('does not open what an invariant forbids', async () => {
  const { statements } = readInvariants('invariants: [{ id: closed, never: { to: [{ workload: shop/db-5fc9d7c6b4 }] } }]', 'invariants.yaml');
  const advice = await adviceOn([flow(API, DB, 5432), flow(API, { dst_ip: '203.0.113.9' }, 443)], { invariants: statements });
  expect(advice.missed.map(({ traffic, forbiddenBy }) => [traffic, ...forbiddenBy])).toEqual([['TCP 5432', 'closed']]);
  expect(shown(advice.rules.map(({ traffic }) => traffic))).toEqual(['TCP 443']);
  expect(advice.proof.invariants).toEqual([{ id: 'closed', before: 'refuted', after: 'proved' }]);
  expect(isComplete(advice)).toBe(false);
});

test('says what no NetworkPolicy can open', async () => {
  const deny = JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'closed' },
    spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ name: 'all', action: 'Deny', from: [{ namespaces: {} }] }] },
  });
  const { missed, rules, proof } = await adviceOn([flow(API, DB, 5432)], {}, [deny]);
  expect(rules).toEqual([]);
  expect(reasonsOf(missed[0]).join()).toContain('which no NetworkPolicy can open');
  expect(proof).toMatchObject({ admitted: 0, wanted: 1 });
});

test('names no pod by labels of a record that no pod can wear', async () => {
  const hostile = { src_namespace: 'Evil\u202e', src_workload: 'Deployment/x', src_labels: 'app=y' };
  const { missed, yaml } = await adviceOn([flow(hostile, DB, 5432)]);
  expect(missed).toHaveLength(1);
  expect(yaml).not.toContain('Evil');
});

test('opens a side that is closed, and isolates nobody else', async () => {
  const closed = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'closed' },
    spec: { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'cache'] }] }, policyTypes: ['Ingress'] },
  });
  const advice = await adviceOn([flow(API, DB, 5432)], {}, [closed]);
  expect(advice.fences).toEqual([]);
  expect(advice.rules.map(({ direction, pods }) => [direction, podsText(pods)])).toEqual([['ingress', "{ app: 'db' }"]]);
  const [{ pods, peers, addresses }] = advice.rules;
  expect([pods.namespace, pods.includes({ app: 'db' }, 'shop'), pods.includes({ app: 'cache' }, 'shop'), addresses.length]).toEqual(['shop', true, false, 0]);
  expect(peers.map((peer) => [peer.namespace, peer.includes({ app: 'api' }, 'shop'), peer.includes({ app: 'db' }, 'shop')])).toEqual([['shop', true, false]]);
  expect(advice.proof.closed).toEqual([]);
});

const pods = (name: string, more: object) => JSON.stringify({
  apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'edge', name, ...more }, spec: { containers: [{ name: 'c', ports: [{ containerPort: 50_051 }] }] },
});
const GATE = pods('gate', { labels: { app: 'gate' } });
const toGate = (address: string, port = 443) => ({ src_ip: address, dst_namespace: 'edge', dst_pod: 'gate', dst_port: port, protocol: 'TCP', verdict: 'FORWARDED', is_reply: false });

test('takes a port that many addresses outside called for an entrance, and says so', async () => {
  const visits = Array.from({ length: 9 }, (_, i) => toGate(`45.1.${i}.7`));
  const { rules, yaml, missed } = await adviceOn(visits, { fence: ['edge'] }, [GATE]);
  expect(rules.map((rule) => peerText(rule))).toEqual(['0.0.0.0/0']);
  expect(rules[0].check.join()).toContain('many addresses outside called the port');
  expect(missed).toEqual([]);
  expect(yaml).not.toContain('45.1.');
  // few clients are known ones
  const few = await adviceOn(visits.slice(0, 8), { fence: ['edge'] }, [GATE]);
  expect(few.rules.flatMap((rule) => peerText(rule).split(', '))).toHaveLength(8);
  // and a block that is given says who they are
  const given = await adviceOn(visits, { fence: ['edge'], blocks: ['45.1.0.0/16'] }, [GATE]);
  expect(given.rules.map((rule) => peerText(rule))).toEqual(['45.1.0.0/16']);
});

test('proves that two neighbouring addresses are opened by their two rules, and nothing else', async () => {
  const both = [toGate('45.1.0.2'), toGate('45.1.0.3'), toGate('45.1.0.3', 80)];
  const { proof, rules } = await adviceOn(both, { fence: ['edge'] }, [GATE]);
  expect(rules).toHaveLength(2);
  expect(proof.outside).toEqual([]);
});

test('does not call a port that the called pod declares the client\'s own', async () => {
  const checks = async (port: number) => (await adviceOn([toGate('45.1.0.2', port)], { fence: ['edge'] }, [GATE])).rules.flatMap(({ check }) => check).join();
  expect(await checks(50_051)).not.toContain('client');
  expect(await checks(50_052)).toContain("port 50052 may be a client's own");
});

test('says that a rule about a workload without labels is about every pod of its namespace', async () => {
  const bare = pods('bare', {});
  const { rules } = await adviceOn([{ ...toGate('45.1.0.2'), dst_pod: 'bare' }], { fence: ['edge'] }, [GATE, bare]);
  expect(rules.flatMap(({ check }) => check).join()).toContain('has no labels of its own, so that every pod of edge is meant');
});
