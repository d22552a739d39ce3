/** Calls that a node or a load balancer passes on: policies may see other ends than those of the question. */
import { findEnd } from '../../../src/analysis/ends/ends';
import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../../src/analysis/questions/explain/explain';
import { readObjects } from '../../../src/analysis/session/read';
import { networkPolicy, node, pod } from '../../engine/manifests';

const [NODE, EXTERNAL, BALANCER, PROXY] = ['192.168.0.6', '198.51.100.9', '203.0.113.8', '203.0.113.9'];
const service = (more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's', namespace: 'b' },
  spec: { type: 'LoadBalancer', clusterIP: '10.96.0.10', externalIPs: [EXTERNAL], selector: { app: 'w' }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }], ...more },
  status: { loadBalancer: { ingress: [{ ip: BALANCER }, { ip: PROXY, ipMode: 'Proxy' }] } },
});
const BASE = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } },
  node('n1', {}, '192.168.0.5'), node('n2', {}, NODE), pod('a/x', { app: 'x' }, { ip: '10.1.0.4', node: 'n1' }), pod('b/w', { app: 'w' }, { ip: '10.1.0.5' }),
];
const W = { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'w' } } }] };
const egress = (...rules: object[]) => networkPolicy('a/x', { podSelector: {}, policyTypes: ['Egress'], egress: rules });
const ingress = (...from: object[]) => networkPolicy('b/w', { podSelector: {}, ingress: [{ from }] });
const notW = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'x' },
  spec: { order: 1, selector: "app == 'x'", types: ['Egress'], egress: [{ action: 'Deny', destination: { selector: "app == 'w'" } }, { action: 'Allow' }] },
};
const block = (...cidrs: string[]) => ({ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) });
const fromX = { namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } };

function verdict(source: string, address: string, policies: readonly object[], more: object = {}): string {
  const session = readObjects([...BASE, service(more), ...policies]);
  const port = address === NODE ? 30080 : 80;
  const from = /^\d/.test(source) ? { address: source } : { name: source };
  const { verdict: found, listed, reasons } = ask(session, from, { address }, 'TCP', String(port));
  if (found !== 'allowed') expect(listed).toBe(false);
  const parts = explain(session, findEnd(session, source), findEnd(session, address), { protocol: 'TCP', port }).cases.flatMap((one) => one.parts);
  expect([...new Set(parts.map((part) => part.verdict))]).toEqual([found]);
  if (found === 'unknown') expect(reasons.join()).toMatch(/passes the call on|may see a node|before it is translated/);
  return found;
}

test.each<[string, string, object[], string]>([
  ['a node, no policy', NODE, [], 'allowed'],
  ['a node, and the pods behind are closed to x, not its address', NODE, [notW], 'unknown'],
  ['a node, and x may call the pods, not its address', NODE, [egress(W)], 'unknown'],
  ['a node, and x may call both', NODE, [egress(W, block('192.168.0.0/24'))], 'allowed'],
  ['a node, and x may call neither', NODE, [egress()], 'denied'],
  ['a node, and the pods let in x alone, not nodes', NODE, [ingress(fromX)], 'unknown'],
  ['a node, and the pods let in no pod', NODE, [ingress({ podSelector: { matchLabels: { app: 'other' } } })], 'unknown'],
  ['a node, and the pods let in all', NODE, [ingress(fromX, { ipBlock: { cidr: '0.0.0.0/0' } })], 'allowed'],
  ['a proxy, no policy', PROXY, [], 'allowed'],
  ['a proxy, and x may call its address alone', PROXY, [egress(block('203.0.113.0/24'))], 'unknown'],
  ['a proxy, and x may call the pods alone', PROXY, [egress(W)], 'unknown'],
  ['a proxy, and the pods let in x alone', PROXY, [ingress(fromX)], 'unknown'],
  ['a proxy, and x may call neither', PROXY, [egress()], 'denied'],
  ['a balancer of which nodes take the address, and x may call the pods', BALANCER, [egress(W)], 'allowed'],
  ['a balancer of which nodes take the address, and the pods let in x alone', BALANCER, [ingress(fromX)], 'unknown'],
])('a/x calls %s', (_, address, policies, expected) => expect(verdict('a/x', address, policies)).toBe(expected));

test.each<[string, object, string]>([
  [EXTERNAL, {}, 'unknown'],
  [EXTERNAL, { externalTrafficPolicy: 'Local' }, 'allowed'],
  [PROXY, { externalTrafficPolicy: 'Local' }, 'unknown'],
])('a client outside that the pods let in by its address calls %s with %j: %s', (address, more, expected) => {
  expect(verdict('192.0.2.7', address, [ingress({ ipBlock: { cidr: '192.0.2.0/24' } })], more)).toBe(expected);
});

test('whether pods on the address of a cluster see the source is not in doubt', () => expect(verdict('a/x', '10.96.0.10', [ingress(fromX)])).toBe('allowed'));
