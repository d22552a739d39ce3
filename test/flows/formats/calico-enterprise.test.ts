import { capture, record } from '../capture';

const LOG = {
  start_time: 1_795_000_000,
  end_time: 1_795_000_300,
  source_ip: '10.48.1.5',
  source_name: 'web-6d5bcf7c9d-x2k4p',
  source_name_aggr: 'web-6d5bcf7c9d-*',
  source_namespace: 'shop',
  source_port: null,
  source_type: 'wep',
  source_labels: { labels: ['app=web', 'pod-template-hash=6d5bcf7c9d'] },
  dest_ip: null,
  dest_name: '-',
  dest_name_aggr: 'api-7f9c6b5d84-*',
  dest_namespace: 'shop',
  dest_port: 5050,
  dest_type: 'wep',
  dest_labels: { labels: ['app=api'] },
  dest_service_name: '-',
  proto: 'tcp',
  action: 'allow',
  reporter: 'dst',
  policies: { all_policies: ['0|default|shop/default.api|allow|0'] },
  num_flows: 2,
};
const only = (fields: object) => capture('calico-enterprise', [{ ...LOG, ...fields }]);

it('reads every field it uses', () => {
  const { flows: [first, last], bad } = only({});
  expect(bad).toEqual([]);
  expect(first).toEqual({
    source: { namespace: 'shop', pod: 'web-6d5bcf7c9d-x2k4p', labels: { 'app': 'web', 'pod-template-hash': '6d5bcf7c9d' }, address: '10.48.1.5' },
    destination: { namespace: 'shop', pod: 'api-7f9c6b5d84-*', labels: { app: 'api' } },
    protocol: 'TCP',
    port: 5050,
    sourcePort: 0,
    family: 4,
    reply: false,
    outcome: 'passed',
    arrived: true,
    client: 0,
    time: 1_795_000_000_000,
    weight: 2,
  });
  expect(last).toMatchObject({ time: 1_795_000_300_000, weight: 0 });
  expect(only({ action: 'deny', reporter: 'src' }).flows[0]).toMatchObject({ outcome: 'denied', arrived: false });
  expect(only({ policies: { pending_policies: ['0|default|shop/default.api|deny|-1'] } }).flows[0].outcome).toBe('audited');
});

it.each([
  [{ dest_type: 'net', dest_name_aggr: 'pub', dest_namespace: '-' }, { network: 'public' }],
  [{ dest_type: 'net', dest_name_aggr: 'pvt', dest_namespace: '-' }, { network: 'private' }],
  // what has the address decides
  [{ dest_type: 'net', dest_name_aggr: 'pvt', dest_namespace: '-', dest_ip: '10.96.0.10' }, { address: '10.96.0.10' }],
  [{ dest_type: 'hep', dest_name_aggr: 'worker-1', dest_namespace: '-', dest_ip: '172.18.0.2' }, { address: '172.18.0.2' }],
  [{ dest_type: 'hep', dest_name_aggr: 'worker-1', dest_namespace: '-' }, { place: 'worker-1' }],
  [{ dest_type: 'ns', dest_name_aggr: 'trusted', dest_namespace: '-' }, { place: 'trusted' }],
  [{ dest_type: 'ns', dest_name_aggr: 'partners', dest_namespace: 'shop', dest_labels: null }, { namespace: 'shop', pod: 'partners', labels: {}, mayBeSet: true }],
])('takes %j for what it may be', (fields, expected) => {
  expect(only(fields).flows[0].destination).toEqual(expected);
});

it('is told from what Whisker shows, and found in answers of Elasticsearch', () => {
  expect(record(`${JSON.stringify(LOG)}\n`)).toMatchObject({ format: 'calico-enterprise', edges: ['shop/web-6d5bcf7c9d-x2k4p => shop/api-7f9c6b5d84-* : TCP 5050'] });
  expect(record(JSON.stringify({ hits: { hits: [{ _source: LOG }] } })).recording.records).toBe(1);
});

it.each([{ action: 'log' }, { proto: undefined }, { dest_port: null }])('does not understand %j', (fields) => {
  expect(only(fields)).toMatchObject({ flows: [], bad: [expect.any(String)] });
});
