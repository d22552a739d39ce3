import { capture, record, sample } from './capture';

/* eslint-disable @typescript-eslint/no-explicit-any */
describe('whisker', () => {
  const items: any[] = JSON.parse(sample('whisker-flows.json')).items;

  it('reads the list and the event stream', () => {
    const list = record(sample('whisker-flows.json'));
    const stream = record(sample('whisker-stream.txt'));
    expect([list.format, stream.format]).toEqual(['whisker', 'whisker']);
    expect([list.recording.records, stream.recording.records]).toEqual([8, 3]);
    expect(list.recording.problems.size + stream.recording.problems.size).toBe(0);
    expect(stream.edges).toEqual(['shop/api-7f9c6b5d84-* => data/postgres-* : TCP 5432', 'shop/frontend-6d5bcf7c9d-* => shop/api-7f9c6b5d84-* : TCP 8080']);
  });

  it('reads every field it uses', () => {
    const [first, last] = capture('whisker', [items[1]]).flows;
    expect(first).toEqual({
      source: { namespace: 'shop', pod: 'frontend-6d5bcf7c9d-*', labels: { 'app': 'frontend', 'tier': 'web', 'pod-template-hash': '6d5bcf7c9d' } },
      destination: { namespace: 'shop', pod: 'api-7f9c6b5d84-*', labels: { 'app': 'api', 'tier': 'backend', 'pod-template-hash': '7f9c6b5d84' } },
      protocol: 'TCP',
      port: 8080,
      sourcePort: 0,
      reply: false,
      outcome: 'passed',
      arrived: true,
      client: 0,
      time: Date.parse('2026-11-20T10:15:00Z'),
      weight: 1,
    });
    expect(last).toMatchObject({ time: Date.parse('2026-11-20T10:15:15Z'), weight: 0 });
    expect(capture('whisker', [items[0]]).flows[0].arrived).toBe(false);
    expect(capture('whisker', [items[4]]).flows[0].outcome).toBe('denied');
    // a staged policy denies it once it is enforced
    expect(capture('whisker', [items[3]]).flows[0].outcome).toBe('audited');
    expect(capture('whisker', [items[5]]).flows[0]).toMatchObject({ protocol: 'UDP', port: 53 });
    expect(capture('whisker', [items[6]]).flows[0].destination).toEqual({ network: 'public' });
    expect(capture('whisker', [items[7]]).flows[0].source).toEqual({ network: 'private' });
  });

  it.each([
    [{ dest_name: 'PUBLIC NETWORK', dest_namespace: '-' }, { network: 'public' }],
    [{ dest_name: 'PRIVATE NETWORK', dest_namespace: 'Global' }, { network: 'private' }],
    // a node, or a set of addresses
    [{ dest_name: 'trusted', dest_namespace: 'Global' }, { place: 'trusted' }],
    [{ dest_name: 'trusted', dest_namespace: '' }, { place: 'trusted' }],
    // a pod by its whole name, or a set of addresses in the namespace
    [{ dest_name: 'partners', dest_namespace: 'shop', dest_labels: 'a=b' }, { namespace: 'shop', pod: 'partners', labels: { a: 'b' }, mayBeSet: true }],
  ])('takes %j for what it may be', (fields, expected) => {
    expect(capture('whisker', [{ ...items[0], ...fields }]).flows[0].destination).toEqual(expected);
  });

  it.each([['action', 'Maybe'], ['protocol', ''], ['dest_port', 0]])('does not understand %s %j', (field, value) => {
    expect(capture('whisker', [{ ...items[0], [field]: value }])).toMatchObject({ flows: [], bad: [expect.any(String)] });
  });

  it('says that pages are missing', () => {
    expect(capture('whisker', [{ total: { totalPages: 3 }, items }]).bad).toEqual(['one page of 3: the others are missing']);
  });
});

describe('aws', () => {
  it('reads both forms of lines, IPv4 and IPv6', () => {
    const { format, recording, edges } = record(sample('aws-npa.log'));
    expect(format).toBe('aws');
    expect(recording.problems.size).toBe(0);
    expect(recording.skipped).toEqual(new Map([['the end of a connection', 1]]));
    expect(edges).toEqual([
      '10.0.1.15 => 10.0.1.8 : UDP 53', '10.0.1.15 => 10.0.2.23 : TCP 8080', '10.0.1.77 => 10.0.2.40 : TCP 5432', 'fd00:10:244:1::f => fd00:10:244:2::17 : TCP 8080',
    ]);
  });

  it('reads every field it uses', () => {
    const lines = sample('aws-npa.log').trim().split('\n');
    expect(capture('aws', [lines[1]]).flows).toEqual([{
      source: { address: '10.0.1.77' },
      destination: { address: '10.0.2.40' },
      protocol: 'TCP',
      port: 5432,
      sourcePort: 41210,
      family: 4,
      reply: false,
      outcome: 'denied',
      arrived: false,
      time: NaN,
      weight: 1,
      client: expect.any(Number),
    }]);
    expect(capture('aws', [lines[5]]).flows[0]).toMatchObject({ outcome: 'denied', arrived: true, time: Date.parse('2026-11-20T10:15:03.001Z'), port: 5432 });
    expect(capture('aws', [lines[6]]).flows[0]).toMatchObject({ family: 6, arrived: false, sourcePort: 39001 });
    expect(capture('aws', [JSON.stringify({ timestamp: 1_795_000_000_000, message: lines[0] })]).flows[0]).toMatchObject({ outcome: 'passed', time: 1_795_000_000_000 });
    expect(capture('aws', [`2026-11-20T10:15:03Z ${lines[0]}`]).flows[0].time).toBe(Date.parse('2026-11-20T10:15:03Z'));
  });

  it('reads lines of 2023, with a field for each part', () => {
    const line = (fields: object) => JSON.stringify({ 'level': 'info', 'timestamp': '2023-11-07T15:45:16.003Z', 'logger': 'ebpf-client', 'msg': 'Flow Info:  ', 'Src IP': '172.20.100.147', 'Src Port': 42216, 'Dest IP': '172.20.121.22', 'Dest Port': 5673, 'Proto': 'TCP', 'Verdict': 'ACCEPT', ...fields });
    expect(record(`${line({})}\n`)).toMatchObject({ format: 'aws', edges: ['172.20.100.147 => 172.20.121.22 : TCP 5673'] });
    expect(capture('aws', [line({ Verdict: 'DENY' })]).flows[0]).toMatchObject({ outcome: 'denied', reply: false, time: Date.parse('2023-11-07T15:45:16.003Z') });
    // a denied answer: it came from a server's port
    expect(capture('aws', [line({ 'Src Port': 443, 'Dest Port': 55464 })]).flows[0].reply).toBeUndefined();
    expect(capture('aws', [JSON.stringify({ msg: 'Updating Map with ', logger: 'ebpf-client' })]).skipped).toHaveLength(1);
  });

  it.each(['Node: n;SIP: 10.0.1.15;SPORT: 43122;DIP', 'Node: n;SIP: a;SPORT: 1;DIP: b;DPORT: 0;PROTOCOL: TCP;PolicyVerdict: DENY', 'Node: n;SIP: a;SPORT: 1;DIP: b;DPORT: 1;PROTOCOL: TCP;PolicyVerdict: MAYBE', 'something else'])('does not understand %s', (line) => {
    expect(capture('aws', [line])).toMatchObject({ flows: [], bad: [expect.any(String)] });
  });
});

describe('inspektor-gadget', () => {
  const events: any[] = sample('ig-trace_tcp.jsonl').trim().split('\n').map((line) => JSON.parse(line));

  it('reads connect and accept', () => {
    const { format, recording, edges } = record(sample('ig-trace_tcp.jsonl'));
    expect(format).toBe('inspektor-gadget');
    expect(recording.problems.size).toBe(0);
    expect(edges).toEqual([
      'shop/api => 203.0.113.10 : TCP 443', 'shop/frontend => Service shop/api : TCP 80', 'shop/frontend-6d5bcf7c9d-x2k4p => shop/api : TCP 8080', 'shop/report-29389440 => data/postgres-0 : TCP 5432',
    ]);
  });

  it('reads every field it uses', () => {
    expect(capture('inspektor-gadget', [events[0]]).flows[0]).toEqual({
      source: { namespace: 'shop', address: '10.0.1.15', pod: 'frontend-6d5bcf7c9d-x2k4p', owner: { name: 'frontend', kind: 'Deployment' }, labels: { 'app': 'frontend', 'pod-template-hash': '6d5bcf7c9d', 'tier': 'web' } },
      destination: { address: '10.96.14.20', service: { namespace: 'shop', name: 'api' } },
      protocol: 'TCP',
      port: 80,
      sourcePort: 43122,
      family: 4,
      reply: false,
      outcome: 'passed',
      arrived: true,
      time: Date.parse('2026-11-20T10:15:01.011Z'),
      weight: 1,
      client: expect.any(Number),
    });
    // what was accepted was called by the other end
    expect(capture('inspektor-gadget', [events[1]]).flows[0]).toMatchObject({ source: { pod: 'frontend-6d5bcf7c9d-x2k4p' }, destination: { owner: { name: 'api' } }, port: 8080, sourcePort: 43122 });
    expect(capture('inspektor-gadget', [events[3]]).flows[0]).toMatchObject({ outcome: 'failed', reason: 'ETIMEDOUT' });
    expect(capture('inspektor-gadget', [{ ...events[0], type: 'close' }]).skipped).toEqual(['the end of a connection']);
    expect(capture('inspektor-gadget', [{ ...events[2], k8s: { ...events[2].k8s, hostnetwork: true } }]).flows[0].source).toEqual({ address: '10.0.2.23', entity: 'other-node' });
    expect(capture('inspektor-gadget', [{ ...events[2], k8s: {} }]).flows[0].source.entity).toBe('own-node');
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', events[0].src.addr])('leaves out what stays in the pod, at %s', (addr) => {
    expect(capture('inspektor-gadget', [{ ...events[0], dst: { ...events[0].dst, addr } }])).toMatchObject({ flows: [], skipped: ['a pod to itself'] });
  });

  it.each([{ type: 'listen' }, { dst: {} }])('does not understand %j', (fields) => {
    expect(capture('inspektor-gadget', [{ ...events[0], ...fields }])).toMatchObject({ flows: [], bad: [expect.any(String)] });
  });
});

describe('network-neighborhood', () => {
  it('reads every neighbour', () => {
    const { format, recording, edges } = record(sample('networkneighborhood.yaml'));
    expect(format).toBe('network-neighborhood');
    expect(recording.problems.size).toBe(0);
    expect(recording.names).toEqual(new Map([['payments.example.com', new Set(['203.0.113.10'])]]));
    expect(edges).toEqual([
      'shop/api => 198.51.100.0/24 : TCP 443', 'shop/api => 203.0.113.10 : TCP 443', 'shop/api => unknown : TCP 5432', 'shop/api => unknown : UDP 53',
      'shop/{"app":"frontend","tier":"web"} => shop/api : TCP 8080', 'unknown => shop/api : TCP 9090',
    ]);
  });

  const neighborhood = (neighbor: object, annotations = {}) => capture('network-neighborhood', [{
    kind: 'NetworkNeighborhood', metadata: { namespace: 'shop', annotations, labels: { 'kubescape.io/workload-name': 'api', 'kubescape.io/workload-kind': 'Deployment' } }, spec: { matchLabels: { app: 'api' }, containers: [{ egress: [neighbor] }] },
  }]);
  const ports = [{ protocol: 'TCP', port: 443 }];

  it('reads selectors, addresses, blocks and names', () => {
    expect(neighborhood({ podSelector: { matchLabels: { a: 'b' } }, namespaceSelector: { matchLabels: { c: 'd' } }, ports }).flows[0]).toMatchObject({
      source: { namespace: 'shop', owner: { name: 'api', kind: 'Deployment' }, labels: { app: 'api' } }, destination: { selects: true, labels: { a: 'b' }, namespaceLabels: { c: 'd' } }, protocol: 'TCP', port: 443, outcome: 'passed',
    });
    expect(neighborhood({ podSelector: { matchLabels: { a: 'b' } }, namespaceSelector: null, ports }).flows[0].destination).toEqual({ selects: true, namespace: 'shop', labels: { a: 'b' } });
    expect(neighborhood({ ipAddresses: ['*'], ports }).flows[0].destination.blocks).toEqual(['0.0.0.0/0', '::/0']);
    expect(neighborhood({ ipAddresses: ['2001:db8::1', '10.0.0.0/8'], ports }).flows[0].destination.blocks).toEqual(['2001:db8::1/128', '10.0.0.0/8']);
    expect(neighborhood({ dns: 'a.example.', ports }).flows[0].destination).toMatchObject({ names: ['a.example'], blocks: ['0.0.0.0/0', '::/0'] });
  });

  it('says what is not complete, and what it does not understand', () => {
    expect(neighborhood({ dns: 'a.', ports }, { 'kubescape.io/completion': 'partial' }).lost).toEqual([[0, 'shop/api was observed from after its start only']]);
    expect(neighborhood({ dns: 'a.', ports }, { 'kubescape.io/status': 'too-large' }).lost).toEqual([[0, 'shop/api is too-large']]);
    expect(neighborhood({ ports }).bad).toHaveLength(1);
    expect(neighborhood({ dns: 'a.' }).bad).toHaveLength(1);
    expect(neighborhood({ dns: 'a.', ports: [{ port: 0 }] }).bad).toHaveLength(1);
    expect(neighborhood({ podSelector: { matchExpressions: [] }, ports }).bad).toHaveLength(1);
  });
});

describe('the tool-neutral forms', () => {
  it('reads the table', () => {
    const { format, recording, edges } = record(sample('generic-flows.csv'));
    expect(format).toBe('csv');
    expect(recording.problems.size).toBe(0);
    expect(edges).toEqual(['shop/api => 203.0.113.10 : TCP 443', 'shop/api => data/postgres : TCP 5432', 'shop/frontend => shop/api : TCP 8080', 'shop/report => data/postgres : TCP 5432']);
    expect([...recording.edges.all()][0].outcomes.passed).toBe(412);
  });

  const full = {
    time: '2026-11-20T10:15:01Z',
    src_namespace: 'shop',
    src_workload: 'Deployment/web',
    src_pod: 'web-1',
    src_labels: 'a=b,c=d',
    src_ip: '10.0.0.1',
    src_port: 40000,
    dst_namespace: 'data',
    dst_workload: 'db',
    dst_pod: 'db-0',
    dst_labels: 'e=f',
    dst_ip: '10.0.0.2',
    dst_service: 'data/db',
    dst_name: 'db.example.',
    dst_port: 5432,
    protocol: 'tcp',
    verdict: 'denied',
    is_reply: 'false',
    count: 7,
    id: 'x',
  };

  it('reads every field', () => {
    const expected = {
      source: { namespace: 'shop', owner: { kind: 'Deployment', name: 'web' }, pod: 'web-1', labels: { a: 'b', c: 'd' }, address: '10.0.0.1' },
      destination: { namespace: 'data', owner: { name: 'db' }, pod: 'db-0', labels: { e: 'f' }, address: '10.0.0.2', service: { namespace: 'data', name: 'db' }, names: ['db.example'] },
      protocol: 'TCP',
      port: 5432,
      sourcePort: 40000,
      family: 4,
      reply: false,
      outcome: 'denied',
      arrived: true,
      time: Date.parse('2026-11-20T10:15:01Z'),
      weight: 7,
      id: 'x',
      client: expect.any(Number),
    };
    expect(capture('json', [full]).flows).toEqual([expected]);
    expect(capture('json', [{ ...full, src_labels: { a: 'b', c: 'd' } }]).flows).toEqual([expected]);
    expect(capture('csv', [Object.keys(full).join(), Object.values(full).map((value) => (String(value).includes(',') ? `"${value}"` : value)).join()]).flows).toEqual([expected]);
    expect(record(`[\n${JSON.stringify(full)}\n]\n`).edges).toEqual(['shop/web => data/db : TCP 5432']);
  });

  it.each([
    { protocol: undefined }, { dst_port: 'http' }, { dst_port: 0 }, { verdict: 'perhaps' }, { count: 'many' }, { is_reply: 'maybe' }, { time: 'yesterday' }, { colour: 'red' },
    { src_ip: undefined, src_namespace: undefined },
  ])('does not understand %j', (fields) => {
    expect(capture('json', [{ ...full, ...fields }])).toMatchObject({ flows: [], bad: [expect.any(String)] });
  });

  it('reads quotes, line breaks in them, and refuses lines of another width', () => {
    const { flows, bad } = capture('csv', ['dst_port,protocol,src_ip,dst_ip,id', '80,TCP,10.0.0.1,10.0.0.2,"a ""b"", c', 'd"', '80,TCP', '81,UDP,10.0.0.1,10.0.0.2,']);
    expect(flows.map(({ id, port }) => [id, port])).toEqual([['a "b", c\nd', 80], [undefined, 81]]);
    expect(bad).toEqual(['a line of 2 cells below 5 columns']);
    expect(capture('csv', ['dst_port,protocol,colour', '80,TCP,red']).bad[0]).toBe('the column `colour`');
  });
});
