import { readText } from '../../../src/analysis/session/read';
import { replay, ReplaySettings } from '../../../src/analysis/questions/replay/replay';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import type { Replay, ReplayEdge } from '../../../src/results/replay';
import { edgesOf } from '../../../src/results/outcomes';
import { sample, samplePath } from '../../flows/capture';
import { shown } from '../../traffic';

/* eslint-disable @typescript-eslint/no-explicit-any */
const policy = (name: string, spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;
const FENCE = policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }], ports: [{ port: http }] }], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }] }] }');

async function replayed(flows: string, policies: string, { old, ...options }: ReplaySettings & { old?: string } = {}): Promise<Edges> {
  const sessions = [readText(`${sample('scenario.yaml')}\n${policies}`, 'shop.yaml')];
  if (old !== undefined) sessions.push(readText(`${sample('scenario.yaml')}\n${old}`, 'old.yaml'));
  const traffic = await readTraffic(flows.includes('\n') ? ['-'] : [samplePath(flows)], sessions, { stdin: flows });
  const result = replay(traffic, { compared: old !== undefined, ...options });
  return { ...result, edges: edgesOf(result) };
}

type Edges = Replay & { readonly edges: readonly ReplayEdge[] };

const line = ({ status, source, destination, traffic }: ReplayEdge) => `${status}: ${source} => ${destination} : ${traffic}`;
const named = (result: Replay, status: 'opened' | 'denied' | 'unknown' | 'notPoliced' | 'unaffected') => result[status].map(line);
const table = (...rows: string[]) => `src_namespace,src_workload,src_ip,dst_namespace,dst_workload,dst_ip,dst_port,protocol,verdict,time\n${rows.join('\n')}\n`;

describe('the sample against a fence', () => {
  it('says what would be denied, by whom, and what would let it through', async () => {
    const result = await replayed('hubble-jsonpb.jsonl', FENCE);
    expect(named(result, 'denied')).toEqual([
      'denied: monitoring/prometheus[StatefulSet] => shop/api[Deployment] : TCP 9090',
      'denied: shop/api[Deployment] => 203.0.113.10 (payments.example.com) : TCP 443',
      'denied: shop/api[Deployment] => kube-system/coredns[Deployment] : UDP 53',
    ]);
    const [scrape, payment] = result.edges;
    expect(scrape).toMatchObject({ recorded: 'audited', records: 25, connections: 2, first: '2026-11-20T10:15:04.002Z', last: '2026-11-20T10:15:13.001Z' });
    expect(scrape.denies).toEqual([{ direction: 'ingress', rules: [expect.objectContaining({ effect: 'isolate', policy: 'NetworkPolicy shop/api', file: 'shop.yaml' })] }]);
    expect(payment.denies.map(({ direction }) => direction)).toEqual(['egress']);
    expect(scrape.change!.typescript).toContain('ports: [Port.tcp(9090)]');
  });

  it('says what would pass but was denied, what is unknown and why, and what is apart', async () => {
    const result = await replayed('hubble-jsonpb.jsonl', FENCE);
    expect(named(result, 'opened')).toEqual(['opened: shop/report[CronJob] => data/postgres[StatefulSet] : TCP 5432']);
    expect(result.edges.filter(({ status }) => status === 'unknown').map((edge) => [line(edge), edge.why[0].slice(0, 30)])).toEqual([
      ['unknown: monitoring/prometheus[StatefulSet] => shop/api[Deployment] : ICMPv4', 'policies cover TCP, UDP and SC'],
      ['unknown: shop/api[Deployment] => 2001:db8::5 : ICMPv6', 'policies cover TCP, UDP and SC'],
      ['unknown: unmanaged 10.0.3.200 => shop/api[Deployment] : TCP 8080', 'the input does not tell whethe'],
    ]);
    expect(named(result, 'notPoliced')).toEqual(['notPoliced: own node 10.0.2.1 => shop/api[Deployment] : TCP 8080']);
    // the metadata service was denied at the time, and still is
    expect(named(result, 'unaffected')).toContain('unaffected: shop/api[Deployment] => 169.254.169.254 : TCP 80');
  });

  it('says what the record covers', async () => {
    const { coverage } = await replayed('hubble-jsonpb.jsonl', `${FENCE}${policy('report', '{ podSelector: { matchLabels: { app: report } }, egress: [{ to: [{ podSelector: {} }], ports: [{ port: 8080 }] }], policyTypes: [Egress] }')}`);
    expect(coverage).toMatchObject({
      first: '2026-11-20T10:15:01.011Z',
      last: '2026-11-20T10:15:13.001Z',
      records: 33,
      replies: 3,
      duplicates: 0,
      missingNodes: ['default/worker-4'],
      clusters: ['default'],
      lost: [{ where: 'HUBBLE_RING_BUFFER on default/worker-2', events: 1742 }],
      drops: [{ reason: 'INVALID_SOURCE_IP', count: 1 }],
      undirected: { joined: 1, byPort: 0, undecided: 0 },
      unmapped: 1,
      workloads: 7,
      unobserved: [],
    });
    expect(shown(coverage.unseen)).toContainEqual({ source: 'shop/report[CronJob]', destination: 'shop/frontend[Deployment]', traffic: 'TCP 8080', partly: false });
    expect(shown(coverage.unseen)).toContainEqual({ source: 'shop/api[Deployment]', destination: 'data/postgres[StatefulSet]', traffic: 'SCTP 1-65535,TCP 1-5431,5433-65535,UDP 1-65535', partly: true });
    expect(coverage.openByDefault).toBeGreaterThan(0);
  });

  it('judges traffic with another node by its address, and leaves the rest open', async () => {
    const deny = policy('all', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
    const result = await replayed('hubble-jsonpb.jsonl', deny);
    const unknown = result.edges.filter(({ status }) => status === 'unknown').map(({ source, destination, why }) => `${source} => ${destination}: ${why[0]}`);
    expect(unknown).toContainEqual(expect.stringContaining('another node 172.18.0.4 => shop/frontend[Deployment]: it came from another node 172.18.0.4'));
    expect(unknown).toContainEqual(expect.stringContaining('shop/report[CronJob] => own node 169.254.20.10: own node 169.254.20.10: no rule lets it out'));
    expect(named(result, 'denied')).toContain('denied: monitoring/prometheus[StatefulSet] => shop/api[Deployment] : TCP 9090');
    expect(result.edges.find(({ destination }) => destination.startsWith('kube-system'))!.denies.map(({ direction }) => direction)).toEqual(['egress']);
    expect(named(await replayed('hubble-jsonpb.jsonl', policy('node', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 172.18.0.0/16 } }] }] }')), 'unaffected'))
      .toContain('unaffected: another node 172.18.0.4 => shop/frontend[Deployment] : TCP 8080');
  });
});

it('compares with old policies: only what they let through is new', async () => {
  const { edges } = await replayed('hubble-jsonpb.jsonl', FENCE, { old: policy('api', '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }') });
  expect(edges.filter(({ status }) => status === 'denied').map(({ destination, before }) => `${destination} ${before}`)).toEqual([
    'shop/api[Deployment] allowed', '203.0.113.10 (payments.example.com) denied', 'kube-system/coredns[Deployment] denied',
  ]);
});

it('accepts edges for a reason until a day', async () => {
  const ignores = [
    { source: '*', destination: 'kube-system/*', traffic: 'UDP 53', reason: 'soon allowed', until: '2026-12-01', where: 'a' },
    { source: 'monitoring/*', destination: '*', traffic: '*', reason: 'late', until: '2026-11-01', where: 'b' },
    { source: 'nobody', destination: '*', traffic: '*', reason: 'never', where: 'c' },
  ];
  const { edges, remarks } = await replayed('hubble-jsonpb.jsonl', FENCE, { ignores, today: '2026-11-20' });
  expect(edges.filter(({ ignored }) => ignored !== undefined).map(({ destination, ignored }) => [destination, ignored])).toEqual([['kube-system/coredns[Deployment]', 'soon allowed (until 2026-12-01)']]);
  expect(remarks).toEqual(['the ignore of b ended on 2026-11-01', 'the ignore of c matches nothing; remove it']);
});

describe('ends', () => {
  const status = async (row: string, policies = FENCE) => {
    const { edges } = await replayed(table(row), policies);
    return edges.map(({ source, destination, status: is, why }) => `${source} => ${destination}: ${is}${why.length > 0 ? ` (${why[0].slice(0, 40)})` : ''}`);
  };

  it.each([
    ['shop,Deployment/frontend,10.0.1.15,shop,Deployment/api,10.0.2.23,8080,TCP,FORWARDED,', 'shop/frontend[Deployment] => shop/api[Deployment]: unaffected'],
    // owners one step down
    ['shop,ReplicaSet/frontend-6d5bcf7c9d,,shop,api,,8080,TCP,FORWARDED,', 'shop/frontend[Deployment] => shop/api[Deployment]: unaffected'],
    ['shop,Job/report-29389440,,shop,api,,8080,TCP,FORWARDED,', 'shop/report[CronJob] => shop/api[Deployment]: denied'],
    ['shop,nobody,,shop,api,,8080,TCP,FORWARDED,', 'shop/nobody => shop/api[Deployment]: unknown (no workload of the input is `shop/nobody)'],
    // nobody knows what this address is: never taken for outside
    [',,10.1.2.3,shop,api,,8080,TCP,FORWARDED,', '10.1.2.3 => shop/api[Deployment]: unknown (the input does not tell whether `10.1.2.)'],
    [',,198.51.100.7,shop,api,,8080,TCP,FORWARDED,', '198.51.100.7 => shop/api[Deployment]: denied'],
    ['shop,api,,data,,10.0.9.9,5432,TCP,FORWARDED,', 'shop/api[Deployment] => data/10.0.9.9: unknown (the record names the namespace `data` an)'],
    ['shop,api,,data,,,5432,TCP,FORWARDED,', 'shop/api[Deployment] => data/unknown: unknown (the record names the namespace `data` an)'],
    ['shop,api,,,,169.254.169.254,80,TCP,FORWARDED,', 'shop/api[Deployment] => 169.254.169.254: denied'],
  ])('of %s are found', async (row, expected) => {
    expect(await status(row)).toEqual([expected]);
  });

  const flow = (fields: object) => JSON.stringify({ flow: { verdict: 'FORWARDED', is_reply: false, l4: { TCP: { source_port: 40000, destination_port: 8080 } }, ...fields } });
  const api = { namespace: 'shop', pod_name: 'api-7f9c6b5d84-q8wzn', labels: ['k8s:app=api'] };

  it('are found by their labels where their names say nothing', async () => {
    const result = await replayed(`${flow({ IP: { source: '10.0.0.1', destination: '10.0.0.2' }, source: { namespace: 'shop', pod_name: 'x', labels: ['k8s:app=frontend', 'k8s:pod-template-hash=1'] }, destination: api })}\n`, FENCE);
    expect(result.edges.map(line)).toEqual(['unaffected: shop/frontend[Deployment] => shop/api[Deployment] : TCP 8080']);
  });

  it('hold an address only while no other pod has it', async () => {
    const at = (minute: number, fields: object) => flow({ time: `2026-11-20T10:${minute}:00Z`, IP: { source: '10.0.0.1', destination: '10.0.0.2' }, destination: api, ...fields });
    const frontend = { namespace: 'shop', pod_name: 'frontend-6d5bcf7c9d-x2k4p', workloads: [{ name: 'frontend', kind: 'Deployment' }] };
    const report = { namespace: 'shop', pod_name: 'report-29389440-7xk2d', workloads: [{ name: 'report', kind: 'CronJob' }] };
    const bare = { identity: 3, labels: ['reserved:unmanaged'] };
    const first = await replayed(`${[at(10, { source: frontend }), at(11, { source: bare, l4: { TCP: { destination_port: 1 } } })].join('\n')}\n`, FENCE);
    expect(first.edges.map(({ source, traffic }) => `${source} ${traffic}`)).toEqual(['shop/frontend[Deployment] TCP 1', 'shop/frontend[Deployment] TCP 8080']);
    const early = await replayed(`${[at(50, { source: frontend }), at(11, { source: bare, l4: { TCP: { destination_port: 1 } } })].join('\n')}\n`, FENCE);
    expect(early.edges.find(({ traffic }) => traffic === 'TCP 1')!.why).toEqual(['no pod is known to have had the address 10.0.0.1 at that time']);
    const second = await replayed(`${[at(10, { source: frontend }), at(20, { source: report }), at(30, { source: bare, l4: { TCP: { destination_port: 1 } } })].join('\n')}\n`, FENCE);
    expect(second.edges.find(({ traffic }) => traffic === 'TCP 1')!.source).toBe('shop/report[CronJob]');
    const both = await replayed(`${[at(10, { source: frontend }), at(11, { source: bare }), at(20, { source: report }), at(30, { source: bare })].join('\n')}\n`, FENCE);
    expect(both.edges.find(({ status: is }) => is === 'unknown')!.why).toEqual(['several pods held the address 10.0.0.1 in that time']);
  });

  it('that changed their owner are those of the owner that the record names', async () => {
    const owned = (kind: string, name: string) => JSON.stringify({
      apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'cache-0', labels: { app: 'cache' }, ownerReferences: [{ kind, name, controller: true }] }, spec: { containers: [{ name: 'c' }] },
    });
    const caller = (kind: string, name: string) => flow({ IP: { source: '10.0.0.1', destination: '10.0.0.2' }, source: { namespace: 'shop', pod_name: 'cache-0', workloads: [{ name, kind }] }, destination: api });
    const rows = [caller('StatefulSet', 'cache'), caller('StatefulSet', 'cache-old'), caller('Deployment', 'cache')].join('\n');
    const { edges } = await replayed(`${rows}\n`, `---\n${owned('StatefulSet', 'cache')}\n${FENCE}`);
    expect(edges.map(({ source, status: is, why }) => [source, is, why[0]])).toEqual([
      ['shop/cache[StatefulSet]', 'denied', undefined],
      ['shop/cache-old', 'unknown', expect.stringContaining('cache-old')],
    ]);
  });

  it('of a call to a Service are its pods, at their port', async () => {
    const { edges } = await replayed('ig-trace_tcp.jsonl', FENCE);
    expect(edges.map(line)).toContain('unaffected: shop/frontend[Deployment] => shop/api[Deployment] : TCP 8080');
    const unknown = await replayed(`${JSON.stringify({ dst_port: 80, protocol: 'TCP', src_namespace: 'shop', src_workload: 'frontend', dst_service: 'shop/other' })}\n`, FENCE);
    expect(unknown.edges[0].why).toEqual(['the input shows no pod behind the Service shop/other on TCP 80']);
  });

  it('that only the record shows are judged by its labels, and port names are left open', async () => {
    const allow = policy('dns', '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }] }');
    const dns = (edges: readonly ReplayEdge[]) => edges.filter(({ destination }) => destination.startsWith('kube-system')).map(({ status: is }) => is);
    expect(dns((await replayed('hubble-jsonpb.jsonl', allow)).edges)).toEqual(['unaffected', 'unaffected']);
    const byName = allow.replace('port: 53, protocol: UDP', 'port: dns, protocol: UDP');
    expect(dns((await replayed('hubble-jsonpb.jsonl', byName)).edges)).toEqual(['unknown', 'unknown']);
    // the rule is about other pods
    expect(dns((await replayed('hubble-jsonpb.jsonl', byName.replace('k8s-app: kube-dns', 'k8s-app: other'))).edges)).toEqual(['denied', 'denied']);
  });

  it('outside without an address are decided only where all addresses are judged alike', async () => {
    const pub = async (policies: string) => (await replayed('whisker-flows.json', policies)).edges.find(({ destination }) => destination === 'outside')!;
    expect((await pub('')).status).toBe('unaffected');
    expect((await pub(FENCE)).status).toBe('denied');
    // what has a private address may be anything
    const pvt = async (policies: string) => (await replayed('whisker-flows.json', policies)).edges.find(({ source }) => source === 'a private address')!;
    expect((await pvt('')).status).toBe('unaffected');
    expect((await pvt(policy('x', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }'))).status).toBe('unknown');
    expect((await pub(policy('x', '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }'))).why[0]).toContain('does not say which address of outside');
  });
});

describe('what passed', () => {
  const outcome = async (...rows: [outcome: string, direction: string][]) => {
    const text = rows.map(([verdict, direction], i) => JSON.stringify({
      flow: {
        uuid: String(i),
        verdict,
        traffic_direction: direction,
        drop_reason_desc: verdict === 'DROPPED' ? 'POLICY_DENIED' : undefined,
        is_reply: direction === 'REPLY' ? true : verdict === 'DROPPED' ? undefined : false,
        IP: { source: '10.0.0.1', destination: '10.0.0.2' },
        l4: { TCP: direction === 'REPLY' ? { source_port: 8080, destination_port: 40000 } : { source_port: 40000, destination_port: 8080 } },
        ...(direction === 'REPLY' ? { source: API, destination: WEB } : { source: WEB, destination: API }),
      },
    }));
    const { edges } = await replayed(`${text.join('\n')}\n`, '');
    return edges.map(({ recorded, status, records, replies }: any) => `${recorded} ${status} ${records} ${replies}`);
  };
  const WEB = { namespace: 'shop', workloads: [{ name: 'frontend' }] };
  const API = { namespace: 'shop', workloads: [{ name: 'api' }] };

  it.each<[[string, string][], string]>([
    [[['FORWARDED', 'EGRESS']], 'passed unaffected 1 0'],
    [[['DROPPED', 'INGRESS']], 'denied opened 1 0'],
    // it left, and was denied where it arrived
    [[['FORWARDED', 'EGRESS'], ['DROPPED', 'INGRESS']], 'denied opened 2 0'],
    [[['FORWARDED', 'INGRESS'], ['DROPPED', 'INGRESS']], 'mixed unaffected 2 0'],
    [[['FORWARDED', 'EGRESS'], ['FORWARDED', 'REPLY']], 'passed unaffected 1 1'],
    // a reply shows that there was a connection
    [[['FORWARDED', 'REPLY']], 'passed unaffected 0 1'],
    [[['TRACED', 'EGRESS']], 'seen unaffected 1 0'],
  ])('of %j is %s', async (rows, expected) => {
    expect(await outcome(...rows)).toEqual([expected]);
  });
});
