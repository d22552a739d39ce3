import { capture, record } from '../capture';

const FLOW = {
  SrcAddr: '10.128.0.29',
  SrcPort: 40_123,
  SrcK8S_Name: 'web-6d5bcf7c9d-x2k4p',
  SrcK8S_Namespace: 'shop',
  SrcK8S_OwnerName: 'web',
  SrcK8S_OwnerType: 'Deployment',
  SrcK8S_Type: 'Pod',
  DstAddr: '10.128.0.30',
  DstPort: 5678,
  DstK8S_Name: 'db-0',
  DstK8S_Namespace: 'data',
  DstK8S_Type: 'Pod',
  Proto: 6,
  Flags: 2,
  FlowDirection: 0,
  Packets: 5,
  TimeFlowStartMs: 1_709_742_328_660,
  TimeFlowEndMs: 1_709_742_328_703,
};
const only = (fields: object) => capture('netobserv', [{ ...FLOW, ...fields }]);

it('reads every field it uses', () => {
  const { flows: [first, last], bad } = only({});
  expect(bad).toEqual([]);
  expect(first).toEqual({
    source: { namespace: 'shop', pod: 'web-6d5bcf7c9d-x2k4p', address: '10.128.0.29', owner: { name: 'web', kind: 'Deployment' } },
    destination: { namespace: 'data', pod: 'db-0', address: '10.128.0.30' },
    protocol: 'TCP',
    port: 5678,
    sourcePort: 40_123,
    family: 4,
    reply: false,
    outcome: 'passed',
    arrived: true,
    client: expect.any(Number),
    time: 1_709_742_328_660,
    weight: 1,
  });
  expect(last).toMatchObject({ time: 1_709_742_328_703, weight: 0 });
  expect(only({ FlowDirection: '1' }).flows[0].arrived).toBe(false);
  expect(only({ Proto: 17, Flags: undefined }).flows[0]).toMatchObject({ protocol: 'UDP' });
  expect(only({ Duplicate: true })).toMatchObject({ flows: [], skipped: [expect.any(String)] });
});

it.each<[unknown, boolean | undefined]>([
  [2, false], [256, true], [['SYN'], false], [['SYN_ACK', 'ACK'], true], [16, undefined], [['ACK'], undefined], [18, undefined], [undefined, undefined],
])('says of the flags %j whether it is a reply: %s', (Flags, reply) => {
  expect(only({ Flags }).flows[0].reply).toBe(reply);
});

it('knows a denial by its event only', () => {
  expect(only({ NetworkEvents: [{ Feature: 'acl', Action: 'drop', Type: 'NetworkPolicy' }] }).flows[0].outcome).toBe('denied');
  expect(only({ NetworkEvents: [{ Feature: 'acl', Action: 'allow' }] }).flows[0].outcome).toBe('passed');
  expect(only({ PktDropPackets: 5, PktDropLatestDropCause: 'SKB_DROP_REASON_NO_SOCKET' }).flows[0]).toMatchObject({ outcome: 'failed', reason: 'SKB_DROP_REASON_NO_SOCKET', arrived: false });
  expect(only({ PktDropPackets: 1 }).flows[0].outcome).toBe('passed');
});

it.each([
  [{ DstK8S_Type: 'Service' }, { address: '10.128.0.30', service: { namespace: 'data', name: 'db-0' } }],
  [{ DstK8S_Type: 'Node', DstK8S_Namespace: undefined }, { address: '10.128.0.30', entity: 'other-node' }],
  [{ DstK8S_Type: undefined, DstK8S_Name: undefined, DstK8S_Namespace: undefined }, { address: '10.128.0.30' }],
])('takes %j for what it is', (fields, expected) => {
  expect(only(fields).flows[0].destination).toEqual(expected);
});

it('is found in lines of Loki, and replies belong to their connection', () => {
  const answer = { ...FLOW, SrcAddr: FLOW.DstAddr, SrcPort: 5678, SrcK8S_Name: 'db-0', SrcK8S_Namespace: 'data', SrcK8S_OwnerName: 'db-0', DstAddr: FLOW.SrcAddr, DstPort: 40_123, DstK8S_Name: FLOW.SrcK8S_Name, DstK8S_Namespace: 'shop', Flags: 256 };
  const { format, edges, recording } = record([FLOW, answer].map((flow) => JSON.stringify({ line: JSON.stringify(flow) })).join('\n'));
  expect([format, edges.length > 0, recording.replies > 0, recording.problems.size]).toEqual(['netobserv', true, true, 0]);
});

it.each([{ Proto: 'x' }, { DstPort: 0 }])('does not understand %j', (fields) => {
  expect(only(fields)).toMatchObject({ flows: [], bad: [expect.any(String)] });
});
