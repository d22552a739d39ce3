import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../../src/analysis/questions/explain/explain';
import { only } from '../../../src/analysis/questions/expect/expectations';
import { addressesEnd } from '../../../src/analysis/invariants/addresses';
import { parseTraffic } from '../../../src/analysis/invariants/statement';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { findEnd } from '../../../src/analysis/ends/ends';
import { readObjects } from '../../../src/analysis/session/read';
import { networkPolicy, node, pod } from '../../engine/manifests';

const service = (name: string, spec: object, status?: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec, ...(status && { status }) });
const INPUT = [
  node('n1', {}, '192.168.0.1'),
  pod('web/front', { app: 'front' }),
  pod('shop/api-0', { app: 'api' }, { ip: '10.1.0.5', ports: { http: 8080 } }),
  service('api', {
    clusterIP: '10.96.0.7',
    type: 'LoadBalancer',
    externalIPs: ['198.51.100.9'],
    selector: { app: 'api' },
    ports: [{ name: 'main', port: 80, targetPort: 'http', nodePort: 30080 }, { name: 'admin', port: 9000 }],
  }, { loadBalancer: { ingress: [{ ip: '203.0.113.50' }] } }),
  service('all', { clusterIP: 'None', selector: { app: 'api' }, ports: [{ port: 80 }] }),
  service('ext', { clusterIP: '10.96.0.8', ports: [{ port: 5432 }] }),
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'ext-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'ext' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['203.0.113.200'] }],
    ports: [{ port: 15432 }],
  },
  service('old', { clusterIP: '10.96.0.9', ports: [{ port: 53, protocol: 'UDP' }] }),
  { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'old', namespace: 'shop' }, subsets: [{ addresses: [{ ip: '10.1.0.5' }], ports: [{ port: 8080, protocol: 'UDP' }] }] },
  service('none', { clusterIP: '10.96.0.10', selector: { app: 'nothing' }, ports: [{ port: 80 }] }),
];
/** Lets the front end call the pods on 8080 alone. */
const POLICY = networkPolicy('web/out', {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [
    { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] },
    { to: [{ ipBlock: { cidr: '203.0.113.200/32' } }], ports: [{ port: 15432 }] },
  ],
});
const SESSION = readObjects([...INPUT, POLICY]);

describe('a Service is called by', () => {
  test.each([
    'svc/api', 'service/api', 'shop/api[Service]', 'shop/svc/api', 'api.shop', 'api.shop.svc', 'api.shop.svc.cluster.local', 'http://api.shop', 'http://api.shop:80/x?y=z',
    'https://user@api.shop.svc:9000', '10.96.0.7', '198.51.100.9', '203.0.113.50', 'http://10.96.0.7',
  ])('%s', (name) => expect(findEnd(SESSION, name).label).toBe('Service shop/api'));

  test.each(['api.shop.example', 'svc/apis', 'https://api', 'shop/api-1'])('and not by %s', (name) => expect(() => findEnd(SESSION, name)).toThrow('[unknown-workload]'));

  test('the name of one pod behind it is that pod', () => expect(findEnd(SESSION, 'api-0.all.shop.svc.cluster.local').label).toBe('shop/api-0[Pod]'));
});

describe('calls are judged where they arrive', () => {
  const verdict = (destination: string, port: number, protocol: 'TCP' | 'UDP' = 'TCP') => ask(SESSION, { name: 'web/front' }, /^[0-9.]+$/.test(destination) ? { address: destination } : { name: destination }, protocol, String(port)).verdict;

  test.each([
    ['10.96.0.7', 80, 'allowed'], ['203.0.113.50', 80, 'allowed'], ['api.shop', 80, 'allowed'], ['10.96.0.7', 9000, 'denied'], ['10.96.0.7', 8080, 'denied'],
    ['10.1.0.5', 8080, 'allowed'], ['all.shop', 8080, 'allowed'], ['all.shop', 80, 'denied'],
    ['192.168.0.1', 30080, 'unknown'], ['10.96.0.8', 5432, 'allowed'], ['10.96.0.8', 15432, 'denied'], ['10.96.0.10', 80, 'unknown'],
  ])('%s %d: %s', (destination, port, expected) => expect(verdict(destination, port)).toBe(expected));

  test('Endpoints lead to the pod that has the address', () => {
    expect(verdict('10.96.0.9', 53, 'UDP')).toBe('denied');
    expect(findEnd(SESSION, '10.96.0.9').forwards?.flatMap(({ targets }) => targets.map(({ end, port }) => `${end.label} ${port}`))).toEqual(['shop/api-0[Pod] 8080']);
  });

  test('the name of a port is that of the Service', () => {
    expect(ask(SESSION, { name: 'web/front' }, { name: 'svc/api' }, 'TCP', 'main')).toMatchObject({ port: 80, verdict: 'allowed' });
    expect(() => ask(SESSION, { name: 'web/front' }, { name: 'svc/api' }, 'TCP', 'http')).toThrow('it has `admin`, `main`');
  });

  test('a block with its address makes a denied call unknown: an agent may look before it is translated', () => {
    const block = networkPolicy('web/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.96.0.0/12' } }] }] });
    const session = readObjects([...INPUT, block]);
    const { verdict: found, reasons } = ask(session, { name: 'web/front' }, { address: '10.96.0.7' }, 'TCP', '80');
    expect([found, reasons.some((reason) => reason.includes('before it is translated'))]).toEqual(['unknown', true]);
  });

  test('speaks of a translation only where it decides', () => {
    const byTeam = networkPolicy('shop/in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }] }] });
    const { verdict: found, reasons } = ask(readObjects([...INPUT, byTeam]), { name: 'web/front' }, { address: '10.96.0.7' }, 'TCP', '80');
    expect([found, reasons]).toEqual(['unknown', ['the labels of namespace `web` are not known: declare it, or state it under `facts`']]);
  });

  test.each([['10.96.0.7', 7000, 'TCP 7000'], ['svc/api', 7000, 'TCP 7000'], ['svc/none', 80, 'TCP 80']])('%s %d: the answer and its explanation say alike that nothing gets it', (destination, port, packet) => {
    const open = readObjects(INPUT);
    const end = findEnd(open, destination);
    const { verdict: found, reasons } = ask(open, { name: 'web/front' }, { name: destination }, 'TCP', String(port));
    const { cases: [{ parts: [part] }] } = explain(open, findEnd(open, 'web/front'), end, { protocol: 'TCP', port });
    expect([found, reasons]).toEqual(['unknown', [`the input shows nothing that gets ${packet} of the ${end.label}`]]);
    expect({ verdict: part.verdict, reasons: part.reasons, needs: part.needs, ingress: part.ingress }).toEqual({ verdict: found, reasons, needs: [], ingress: { verdict: 'unknown', rules: [] } });
  });

  test('explain says so, too', () => {
    const { cases } = explain(SESSION, findEnd(SESSION, 'web/front'), findEnd(SESSION, 'http://api.shop'));
    expect(cases.map(({ parts }) => parts.map(({ verdict: found, traffic }) => `${found} ${traffic.text}`))).toEqual([['allowed TCP 8080']]);
    expect(cases[0].parts[0].notes[0]).toEqual({ kind: 'service-port', service: 'shop/api', port: 80, targetPort: 8080 });
  });
});

test('an expectation that names a Service permits the ports that it leads to', () => {
  const strict = readObjects([...INPUT, networkPolicy('web/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] }] })]);
  const end = findEnd(strict, 'web/front');
  expect(only(strict, 'egress', end, [['svc/api', 'TCP 80']]).truth).toBe('yes');
  expect(only(strict, 'egress', end, [['svc/api', 'TCP 9000']]).truth).toBe('no');
});

test.each<[string, string[], string]>([
  ['10.96.0.7', [], 'refuted'], ['10.96.0.7', ['TCP 9000'], 'proved'], ['10.1.0.5', ['TCP 8080'], 'refuted'], ['10.1.0.5', ['TCP 9000'], 'proved'],
  ['10.200.0.1', [], 'unknown'], ['10.200.0.1/32', [], 'proved'], ['203.0.113.7', [], 'proved'], ['192.168.0.1', ['TCP 30080'], 'unknown'],
])('"never to %s %j" is %s: one address means what has it, a block is outside', (address, traffic, outcome) => {
  const base = { id: 'i', demand: 'never' as const, from: [{ type: 'workload' as const, name: 'web/front' }], to: [addressesEnd([address])], except: [] };
  const [result] = prove(SESSION, [{ ...base, traffic: parseTraffic(traffic.length === 0 ? undefined : traffic) }]);
  expect(result.outcome).toBe(outcome);
  expect(result.needs.length > 0).toBe(address === '10.200.0.1');
});

test.each([
  ['beside the pods, where no controller wrote it', {}, {}, '10.96.0.7', 'unknown'],
  ['not where it is of the controller', { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' }, {}, '10.96.0.7', 'allowed'],
  ['not where it names pods', {}, { targetRef: { kind: 'Pod', name: 'api-9' } }, '10.96.0.7', 'allowed'],
])('a slice of a Service with a selector counts %s', (_, labels, endpoint, address, expected) => {
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'api-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'api', ...labels } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['203.0.113.77'], ...endpoint }],
    ports: [{ name: 'main', port: 8080 }],
  };
  expect(ask(readObjects([...INPUT, POLICY, slice]), { name: 'web/front' }, { address }, 'TCP', '80').verdict).toBe(expected);
});
