import { capture, record } from '../capture';

const TIME = 'Nov 20 10:15:01.011';
const only = (line: string) => capture('hubble-text', [line]);
const flow = (line: string) => only(`${TIME}: ${line}`).flows[0];
const WEB = 'shop/web-6d5bcf7c9d-x2k4p:43122 (ID:30211)';
const API = 'shop/api-7f9c6b5d84-q8wzn:8080 (ID:41877)';

it('reads a line', () => {
  expect(flow(`${WEB} -> ${API} to-endpoint FORWARDED (TCP Flags: SYN)`)).toEqual({
    source: { namespace: 'shop', pod: 'web-6d5bcf7c9d-x2k4p', service: { namespace: 'shop', name: 'web-6d5bcf7c9d-x2k4p' } },
    destination: { namespace: 'shop', pod: 'api-7f9c6b5d84-q8wzn', service: { namespace: 'shop', name: 'api-7f9c6b5d84-q8wzn' } },
    protocol: 'TCP',
    port: 8080,
    sourcePort: 43_122,
    reply: false,
    outcome: 'passed',
    arrived: true,
    time: NaN,
    weight: 1,
    client: expect.any(Number),
  });
  expect(only(`2026-11-20T10:15:01Z [kind/worker]: ${WEB} -> ${API} to-stack FORWARDED (UDP)`).flows[0]).toMatchObject({ time: Date.parse('2026-11-20T10:15:01Z'), protocol: 'UDP', arrived: false });
  expect(only(`${WEB} -> ${API} to-endpoint FORWARDED (SCTP)`).flows[0].protocol).toBe('SCTP');
});

it.each([
  ['to-endpoint FORWARDED (TCP Flags: ACK)', 'passed'], ['to-proxy REDIRECTED (TCP Flags: SYN)', 'passed'], ['policy-verdict:L3-L4 INGRESS ALLOWED (TCP Flags: SYN)', 'passed'],
  ['policy-verdict:none INGRESS DENIED (TCP Flags: SYN)', 'denied'], ['Policy denied DROPPED (TCP Flags: SYN)', 'denied'], ['Policy denied by denylist DROPPED (TCP Flags: SYN)', 'denied'],
  ['Authentication required DROPPED (TCP Flags: SYN)', 'denied'], ['Stale or unroutable IP DROPPED (TCP Flags: SYN)', 'dropped'], ['policy-verdict:none EGRESS AUDITED (TCP Flags: SYN)', 'audited'],
  ['http-request DROPPED (HTTP/1.1 PUT http://api/x)', 'passed'], ['pre-xlate-fwd TRACED (TCP)', 'seen'],
])('takes `%s` for %s', (text, outcome) => {
  expect(flow(`${WEB} <> ${API} ${text}`).outcome).toBe(outcome);
});

it.each<[string, boolean | undefined]>([
  [`${WEB} -> ${API} to-endpoint FORWARDED (TCP Flags: ACK)`, false],
  [`${WEB} <> ${API} Policy denied DROPPED (TCP Flags: SYN)`, false],
  [`${WEB} <> ${API} Policy denied DROPPED (UDP)`, false],
  [`${API} <> ${WEB} Policy denied DROPPED (TCP Flags: SYN, ACK)`, true],
  [`${API} <> ${WEB} Policy denied DROPPED (TCP Flags: ACK)`, undefined],
  [`${WEB} <> ${API} post-xlate-rev TRACED (TCP)`, true],
  [`${WEB} <> ${API} pre-xlate-fwd TRACED (UDP)`, false],
  [`${WEB} <> ${API} to-stack FORWARDED (UDP)`, undefined],
])('says of `%s` whether it is a reply: %s', (text, reply) => {
  expect(flow(text).reply).toBe(reply);
});

it('takes a reply for that of the connection that is printed', () => {
  expect(flow(`${WEB} <- ${API} to-endpoint FORWARDED (TCP Flags: SYN, ACK)`)).toMatchObject({ reply: true, sourcePort: 8080, port: 43_122, source: { pod: 'api-7f9c6b5d84-q8wzn' } });
  expect(record(`${TIME}: ${WEB} <- ${API} to-endpoint FORWARDED (TCP Flags: SYN, ACK)\n`).edges).toEqual(['shop/web-6d5bcf7c9d-x2k4p => shop/api-7f9c6b5d84-q8wzn : TCP 8080']);
});

it.each([
  ['203.0.113.10:443 (world)', { address: '203.0.113.10', entity: 'outside' }, 443], ['[fd00::5]:443 (world-ipv6)', { address: 'fd00::5', entity: 'outside' }, 443],
  ['172.18.0.1:443 (host)', { address: '172.18.0.1', entity: 'own-node' }, 443], ['172.18.0.2:6443 (kube-apiserver)', { address: '172.18.0.2', entity: 'api-server' }, 6443],
  // only a Service has a name and no identity of its own
  ['kube-system/kube-dns:53 (world)', { service: { namespace: 'kube-system', name: 'kube-dns' } }, 53],
  ['api.example.com:443 (world)', { entity: 'outside', names: ['api.example.com'] }, 443], ['10.0.0.9:80', { address: '10.0.0.9' }, 80],
])('takes the end %s', (text, end, port) => {
  expect(flow(`${WEB} -> ${text} to-stack FORWARDED (TCP Flags: SYN)`)).toMatchObject({ destination: end, port });
});

it('reads ends without ports, lost events and chatter', () => {
  expect(flow('shop/web (ID:1) -> fd00::5 (world) to-stack FORWARDED (ICMPv6 EchoRequest)')).toMatchObject({ protocol: 'ICMPv6', port: 0, family: 6 });
  expect(only('EVENTS LOST: HUBBLE_RING_BUFFER CPU(3) 17').lost).toEqual([[17, 'HUBBLE_RING_BUFFER']]);
  expect(only('Handling connection for 4245').skipped).toHaveLength(1);
  expect(only('something else').bad).toEqual(['no line of hubble observe']);
  expect(flow(`${WEB} -> shop/api (ID:2) http-request FORWARDED (HTTP/1.1 GET http://api/)`)).toBeUndefined();
});

it('reads a table, with and without nodes', () => {
  const rows = (node: string) => [
    `TIMESTAMP             ${node === '' ? '' : 'NODE          '}SOURCE                      DESTINATION                 TYPE            VERDICT     SUMMARY`,
    `Nov  2 10:15:01.011   ${node}shop/web:43122   shop/api:8080   to-endpoint     FORWARDED   TCP Flags: SYN`,
    `Nov 20 10:15:01.011   ${node}shop/api:8080   shop/web:43122   to-endpoint     FORWARDED   TCP Flags: SYN, ACK`,
    `Nov 20 10:15:01.011   ${node}shop/web:43122   203.0.113.10:443   Policy denied   DROPPED     TCP Flags: SYN`,
  ].join('\n');
  for (const node of ['', 'kind-worker   ']) {
    const { format, edges, recording } = record(rows(node));
    expect([format, edges, recording.replies, recording.problems.size]).toEqual(['hubble-text', ['shop/web => 203.0.113.10 : TCP 443', 'shop/web => shop/api : TCP 8080'], 1, 0]);
  }
});
