import { capture, record } from '../capture';

const FLOW = {
  sourceIPv4Address: '10.10.1.4',
  sourceTransportPort: 38_581,
  sourcePodName: 'web-6d5bcf7c9d-x2k4p',
  sourcePodNamespace: 'shop',
  sourcePodLabels: '{"app":"web"}',
  destinationIPv4Address: '10.10.0.2',
  destinationTransportPort: 53,
  destinationPodName: 'coredns-78fcd69978-7vc6k',
  destinationPodNamespace: 'kube-system',
  destinationClusterIPv4: '10.96.0.10',
  destinationServicePort: 53,
  destinationServicePortName: 'kube-system/kube-dns:dns',
  protocolIdentifier: 17,
  ingressNetworkPolicyRuleAction: 0,
  egressNetworkPolicyRuleAction: 1,
  flowStartSeconds: 1_635_546_867,
  flowEndSeconds: 1_635_546_893,
};
const only = (fields: object) => capture('antrea', [{ ...FLOW, ...fields }]);

it('reads every field it uses', () => {
  const { flows: [first, last], bad } = only({});
  expect(bad).toEqual([]);
  expect(first).toEqual({
    source: { namespace: 'shop', pod: 'web-6d5bcf7c9d-x2k4p', address: '10.10.1.4', labels: { app: 'web' } },
    destination: { namespace: 'kube-system', pod: 'coredns-78fcd69978-7vc6k', address: '10.10.0.2' },
    protocol: 'UDP',
    port: 53,
    sourcePort: 38_581,
    family: 4,
    reply: false,
    outcome: 'passed',
    arrived: true,
    client: expect.any(Number),
    time: 1_635_546_867_000,
    weight: 1,
  });
  expect(last).toMatchObject({ time: 1_635_546_893_000, weight: 0 });
});

it.each([2, 3])('takes the action %d of a rule for a denial', (action) => {
  expect(only({ ingressNetworkPolicyRuleAction: action }).flows[0]).toMatchObject({ outcome: 'denied', arrived: false });
  expect(only({ egressNetworkPolicyRuleAction: action }).flows[0].outcome).toBe('denied');
});

it('takes a Service where no pod is named, at the port that was called', () => {
  expect(only({ destinationPodName: '', destinationTransportPort: 5353 }).flows[0]).toMatchObject({ destination: { service: { namespace: 'kube-system', name: 'kube-dns' }, address: '10.96.0.10' }, port: 53 });
  expect(only({ destinationPodName: '', destinationServicePortName: '' }).flows[0].destination).toEqual({ address: '10.10.0.2' });
});

it('reads what antctl prints, and rows of the database', () => {
  expect(record(`${JSON.stringify([FLOW, { ...FLOW, sourceTransportPort: 40_000 }], null, 2)}\n`)).toMatchObject({ format: 'antrea', recording: { records: 2 } });
  const row = { ...FLOW, sourceIPv4Address: undefined, destinationIPv4Address: undefined, sourceIP: '10.10.1.4', destinationIP: 'fd00::2', flowStartSeconds: '2026-11-20 10:15:01' };
  expect(only(row).flows[0]).toMatchObject({ family: 6, time: Date.parse('2026-11-20T10:15:01Z'), destination: { address: 'fd00::2' } });
});

it.each([{ protocolIdentifier: 'x' }, { destinationTransportPort: 0 }, { sourceIPv4Address: '0.0.0.0' }])('does not understand %j', (fields) => {
  expect(only(fields)).toMatchObject({ flows: [], bad: [expect.any(String)] });
});
