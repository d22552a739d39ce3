import { capture, record, sample } from './capture';

/* eslint-disable @typescript-eslint/no-explicit-any */
const LINES = sample('hubble-jsonpb.jsonl').trim().split('\n').map((line) => JSON.parse(line));
const read = (line: number) => capture('hubble', [LINES[line - 1]]);
const flow = (line: number) => read(line).flows[0];

/** The record of a line with some fields of the flow changed. */
function changed(line: number, fields: object): any {
  const copy = structuredClone(LINES[line - 1]);
  for (const [path, value] of Object.entries(fields)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    const at = steps.reduce((object: any, step) => object[step], copy.flow);
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return copy;
}
const readChanged = (line: number, fields: object) => capture('hubble', [changed(line, fields)]);

it('reads the fields of a flow', () => {
  expect(flow(1)).toEqual({
    source: {
      namespace: 'shop',
      pod: 'frontend-6d5bcf7c9d-x2k4p',
      owner: { name: 'frontend', kind: 'Deployment' },
      labels: { app: 'frontend', tier: 'web' },
      namespaceLabels: { 'kubernetes.io/metadata.name': 'shop' },
      address: '10.0.1.15',
      cluster: 'default',
    },
    destination: expect.objectContaining({ namespace: 'shop', pod: 'api-7f9c6b5d84-q8wzn', address: '10.0.2.23' }),
    protocol: 'TCP',
    port: 8080,
    sourcePort: 43122,
    family: 4,
    reply: false,
    outcome: 'passed',
    arrived: false,
    time: Date.parse('2026-11-20T10:15:01.011Z'),
    weight: 1,
    id: '7e11cafe-0000-4000-8000-000000000001',
    client: expect.any(Number),
  });
  expect(flow(2).arrived).toBe(true);
  expect(flow(24)).toMatchObject({ family: 6, source: { address: 'fd00:10:244:1::f' } });
  expect(flow(21)).toMatchObject({ protocol: 'SCTP', port: 3868 });
  expect(flow(22)).toMatchObject({ protocol: 'ICMPv4', port: 0 });
  expect(flow(23)).toMatchObject({ protocol: 'ICMPv6', outcome: 'denied', destination: { entity: 'outside' } });
  expect(flow(30)).toMatchObject({ weight: 24 });
  expect([flow(2).client, flow(5).client]).toEqual([flow(1).client, flow(4).client]);
  expect(flow(15).client).not.toBe(flow(1).client);
});

it.each([
  ['FORWARDED', {}, 'passed'], ['REDIRECTED', {}, 'passed'], ['AUDIT', {}, 'audited'], ['ERROR', {}, 'failed'], ['TRACED', {}, 'seen'], ['TRANSLATED', {}, 'seen'],
  ['DROPPED', { drop_reason_desc: 'POLICY_DENIED' }, 'denied'], ['DROPPED', { drop_reason_desc: 'POLICY_DENY' }, 'denied'], ['DROPPED', { drop_reason_desc: 'AUTH_REQUIRED' }, 'denied'],
  ['DROPPED', { drop_reason: 133 }, 'denied'], ['DROPPED', { drop_reason: 181 }, 'denied'], ['DROPPED', { drop_reason_desc: 'INVALID_SOURCE_IP' }, 'dropped'], ['DROPPED', {}, 'failed'],
])('takes the verdict %s with %j for %s', (verdict, reason, outcome) => {
  expect(readChanged(1, { verdict, ...reason }).flows[0].outcome).toBe(outcome);
});

it.each([undefined, 'VERDICT_UNKNOWN', 'SOMETHING_NEW'])('does not guess the verdict %s', (verdict) => {
  expect(readChanged(1, { verdict })).toMatchObject({ flows: [], bad: [expect.any(String)] });
});

it.each<[object, boolean | undefined]>([
  [{ is_reply: true }, true],
  [{ is_reply: false, trace_reason: 'REPLY' }, false],
  [{ 'is_reply': undefined, 'verdict': 'DROPPED', 'drop_reason_desc': 'POLICY_DENIED', 'l4.TCP.flags': undefined }, false],
  [{ is_reply: undefined, trace_reason: 'REPLY' }, true],
  [{ is_reply: undefined, trace_reason: 'ESTABLISHED' }, false],
  [{ is_reply: undefined, trace_reason: undefined, reply: true }, true],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': { SYN: true } }, false],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': { SYN: true, ACK: true } }, true],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': { ACK: true } }, undefined],
  // what answers opens nothing, whether a policy dropped it or not
  [{ 'is_reply': undefined, 'verdict': 'DROPPED', 'drop_reason_desc': 'POLICY_DENIED', 'l4.TCP.flags': { SYN: true, ACK: true } }, true],
  [{ 'is_reply': false, 'l4.TCP.flags': { SYN: true, ACK: true } }, true],
  [{ 'is_reply': undefined, 'verdict': 'DROPPED', 'drop_reason_desc': 'POLICY_DENIED', 'l4.TCP.flags': { SYN: true } }, false],
  [{ 'is_reply': undefined, 'verdict': 'DROPPED', 'drop_reason_desc': 'POLICY_DENIED', 'l4.TCP.flags': { RST: true } }, undefined],
  [{ is_reply: undefined, verdict: 'DROPPED', drop_reason_desc: 'POLICY_DENIED', sock_xlate_point: 'SOCK_XLATE_POINT_POST_DIRECTION_REV' }, true],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': {}, 'l7': { type: 'REQUEST' } }, false],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': {}, 'l7': { type: 'RESPONSE' } }, true],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': {}, 'sock_xlate_point': 'SOCK_XLATE_POINT_POST_DIRECTION_FWD' }, false],
  [{ 'is_reply': undefined, 'trace_reason': undefined, 'l4.TCP.flags': {}, 'sock_xlate_point': 'SOCK_XLATE_POINT_PRE_DIRECTION_REV' }, true],
])('says of %j whether it is a reply: %s', (fields, reply) => {
  expect(readChanged(1, fields).flows[0].reply).toBe(reply);
});

it('says of lines 3, 11, 13 and 27 what they are', () => {
  expect([3, 11, 13, 27].map((line) => flow(line).reply)).toEqual([true, true, true, undefined]);
});

it.each([
  [['reserved:host'], 1, 'own-node'], [['reserved:remote-node'], 6, 'other-node'], [['reserved:kube-apiserver', 'reserved:remote-node'], 7, 'api-server'],
  [['reserved:world'], 2, 'outside'], [['reserved:world-ipv6'], 10, 'outside'], [['cidr:203.0.113.10/32', 'reserved:world'], 16777219, 'outside'],
  [['reserved:ingress'], 8, 'gateway'], [['reserved:health'], 4, 'health'], [['reserved:init'], 5, 'starting'], [['reserved:unmanaged'], 3, 'unmanaged'],
  [[], 1, 'own-node'], [[], 7, 'api-server'], [[], 16777300, 'outside'], [[], 30000, undefined],
])('takes the labels %j with identity %d for %s', (labels, identity, entity) => {
  expect(readChanged(1, { source: { labels, identity } }).flows[0].source.entity).toBe(entity);
});

it('knows names of addresses from DNS answers, from flows and from labels', () => {
  expect(read(13).names).toEqual([['payments.example.com', ['203.0.113.10']]]);
  expect(read(12).names).toEqual([]);
  expect(read(14).names).toEqual([['payments.example.com', ['203.0.113.10']]]);
  expect(flow(14).destination).toEqual({ entity: 'outside', address: '203.0.113.10', names: ['payments.example.com'] });
  expect(readChanged(14, { destination_names: undefined }).flows[0].destination.names).toEqual(['payments.example.com']);
});

it('takes the Service that a socket called, and the pod where it is known', () => {
  expect(flow(26)).toMatchObject({ destination: { service: { namespace: 'shop', name: 'api' }, address: '10.96.14.20' }, port: 80, reply: false, outcome: 'seen' });
  expect(flow(10).destination).toMatchObject({ pod: 'coredns-5dd5756b68-m7l2t' });
});

it.each(['SOCK', 'L3_L4'])('takes the Service that the record names for an address of no pod (%s)', (Type) => {
  const named = { Type, destination_service: { namespace: 'shop', name: 'api' } };
  const called = (fields: object) => readChanged(1, { ...named, ...fields }).flows[0].destination;
  expect(called({ destination: { identity: 2, labels: ['reserved:world'] } })).toEqual({ service: { namespace: 'shop', name: 'api' }, address: '10.0.2.23' });
  // a node port: the address is not the Service's
  expect(called({ destination: { identity: 6, labels: ['reserved:remote-node'] } })).toEqual({ service: { namespace: 'shop', name: 'api' } });
  expect(called({ destination: { identity: 7, labels: ['reserved:kube-apiserver'] } })).toEqual({ entity: 'api-server', address: '10.0.2.23' });
  expect(called({})).toMatchObject({ pod: 'api-7f9c6b5d84-q8wzn' });
});

it.each([['DROPPED', 'POLICY_DENIED'], ['DROPPED', undefined], ['ERROR', undefined]])('takes a request that was refused (%s, %s) for one of a connection that stands', (verdict, reason) => {
  expect(readChanged(16, { verdict, drop_reason_desc: reason }).flows[0].outcome).toBe('passed');
});

it('reads what a socket gets back without a port of its own', () => {
  const back = { 'Type': 'SOCK', 'sock_xlate_point': 'SOCK_XLATE_POINT_PRE_DIRECTION_REV', 'is_reply': undefined, 'l4.TCP.destination_port': undefined, 'l4.TCP.source_port': 53 };
  expect(readChanged(1, back).flows[0]).toMatchObject({ reply: true, sourcePort: 53, port: 0 });
  expect(readChanged(1, { ...back, 'l4.TCP.source_port': undefined }).bad).toHaveLength(1);
});

it('takes names without the final dot', () => {
  const labels = ['cidr:203.0.113.10/32', 'fqdn:payments.example.com.', 'reserved:world'];
  expect(readChanged(14, { 'destination.labels': labels, 'destination_names': ['payments.example.com.'] }).flows[0].destination.names).toEqual(['payments.example.com']);
});

it('reads lost events and the status of nodes', () => {
  expect(read(31).lost).toEqual([[1742, 'HUBBLE_RING_BUFFER on default/worker-2']]);
  expect(read(32).nodes.every(([, missing]) => !missing)).toBe(true);
  expect(read(33).nodes).toEqual([['default/worker-4', true]]);
  expect(capture('hubble', [{ lost_events: { num_events_lost: 'many' } }]).bad).toHaveLength(1);
  expect(capture('hubble', [{ agent_event: {} }, { debug_event: {} }]).skipped).toHaveLength(2);
});

it('gives the time of the wrapper where the flow has none', () => {
  expect(readChanged(1, { time: undefined }).flows[0].time).toBe(Date.parse('2026-11-20T10:15:01.011Z'));
});

it.each([
  [{ 'IP.source': undefined, 'source.namespace': undefined }], [{ 'l4.TCP.destination_port': undefined }], [{ 'l4.TCP.destination_port': 70000 }],
])('does not understand %j', (fields) => {
  expect(readChanged(1, fields)).toMatchObject({ flows: [], bad: [expect.any(String)] });
});

it('leaves out a pod that calls itself', () => {
  const self = changed(1, {});
  self.flow.destination = self.flow.source;
  expect(capture('hubble', [self]).skipped).toEqual(['a pod to itself']);
});

it('counts one connection as one edge, whatever the packets and reporters', () => {
  const { recording, edges } = record(sample('hubble-jsonpb.jsonl'));
  expect(edges).toContain('shop/frontend => shop/api : TCP 8080');
  expect(edges.filter((edge) => edge.startsWith('shop/api =>'))).toEqual([
    'shop/api => 169.254.169.254 : TCP 80', 'shop/api => 2001:db8::5 : ICMPv6 0', 'shop/api => 203.0.113.10 : TCP 443', 'shop/api => data/postgres : TCP 5432', 'shop/api => kube-system/coredns : UDP 53',
  ]);
  expect(recording.drops).toEqual(new Map([['INVALID_SOURCE_IP', 1]]));
  const [edge] = [...recording.edges.all()];
  expect(edge).toMatchObject({ port: 8080, replies: 1, arrived: 1 });
  expect(edge.outcomes.passed).toBe(4);
  // lines 1 and 2 are one connection, 15 and 16 another
  expect(edge.clients.size).toBe(2);
});

it.each(['hubble-legacy-bare.jsonl', 'hubble-camelcase.jsonl', 'hubble-export-fieldmask.jsonl'])('reads %s', (name) => {
  const { recording, format, edges } = record(sample(name));
  expect(format).toBe('hubble');
  expect(recording.problems.size).toBe(0);
  expect(edges.filter((edge) => edge.startsWith('shop/frontend') || edge.startsWith('shop/report'))).toEqual(expect.arrayContaining([
    expect.stringMatching(/^shop\/frontend\S* => shop\/api\S* : TCP 8080$/), expect.stringMatching(/^shop\/report\S* => data\/postgres\S* : TCP 5432$/),
  ]));
});

it('says the same of both spellings', () => {
  const camel = sample('hubble-camelcase.jsonl').trim().split('\n').map((line) => JSON.parse(line));
  const byId = new Map(LINES.map((line) => [line.flow?.uuid, line]));
  for (const line of camel) expect(capture('hubble', [line])).toEqual(capture('hubble', [byId.get(line.flow.uuid)]));
  expect(camel.length).toBe(6);
});
