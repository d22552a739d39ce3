import { capture, record } from '../capture';

const LOG = {
  connection: { src_ip: '10.4.0.5', dest_ip: '10.4.1.7', src_port: 52660, dest_port: 8080, protocol: 'tcp', direction: 'ingress' },
  disposition: 'deny',
  count: 3,
  src: { pod_name: 'web-6d5bcf7c9d-x2k4p', pod_namespace: 'shop', workload_name: 'web', workload_kind: 'Deployment', namespace: 'shop' },
  dest: { pod_name: 'api-0', namespace: 'shop' },
  policies: [],
  node_name: 'gke-a',
  timestamp: '2026-11-20T10:15:01Z',
};
const only = (fields: object) => capture('gke', [{ ...LOG, ...fields }]);

it('reads every field it uses', () => {
  expect(only({}).flows).toEqual([{
    source: { namespace: 'shop', address: '10.4.0.5', pod: 'web-6d5bcf7c9d-x2k4p', owner: { name: 'web', kind: 'Deployment' } },
    destination: { namespace: 'shop', address: '10.4.1.7', pod: 'api-0' },
    protocol: 'TCP',
    port: 8080,
    sourcePort: 52660,
    family: 4,
    reply: false,
    outcome: 'denied',
    arrived: true,
    time: Date.parse('2026-11-20T10:15:01Z'),
    weight: 3,
    client: expect.any(Number),
  }]);
  expect(only({ disposition: 'allow', count: undefined, connection: { ...LOG.connection, direction: 'egress' } }).flows[0]).toMatchObject({ outcome: 'passed', weight: 1, arrived: false });
});

it('takes an end without a pod for its address, or for a node', () => {
  expect(only({ src: { instance: 'gke-node' } }).flows[0].source).toEqual({ address: '10.4.0.5', entity: 'other-node' });
  expect(only({ dest: undefined }).flows[0].destination).toEqual({ address: '10.4.1.7' });
});

it('is found in entries of Cloud Logging', () => {
  const { format, edges, recording } = record(JSON.stringify([{ insertId: 'a', jsonPayload: LOG, logName: 'projects/p/logs/policy-action' }], null, 2));
  expect([format, edges, recording.problems.size]).toEqual(['gke', ['shop/web => shop/api-0 : TCP 8080'], 0]);
});

it.each([{ disposition: 'maybe' }, { connection: { ...LOG.connection, dest_port: 0 } }, { connection: { dest_ip: 'x' } }])('does not understand %j', (fields) => {
  expect(only(fields)).toMatchObject({ flows: [], bad: [expect.any(String)] });
});
