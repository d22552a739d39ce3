import { givenFacts } from '../../../src/analysis/facts/given';
import { Analysis } from '../../../src/facade';
import { readText } from '../../../src/analysis/session/read';

const CLOSED = '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: {}, policyTypes: [Ingress, Egress] } }\n---\n';
const SCALER = '{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: h, namespace: shop }, spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api } } }\n---\n';
const NODE = (name: string) => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} } }\n---\n`;
const workload = (kind: string) => `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: api, namespace: shop }, spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: main }] } } } }\n---\n`;

/** What passes from the workload to itself. */
function toItself(manifests: string, complete: boolean): string {
  const { allowed, unknown } = Analysis.ofText(CLOSED + manifests, { facts: { complete } }).reach('shop/api', 'shop/api');
  return allowed.isEverything ? 'allowed' : unknown.isEmpty ? 'denied' : 'unknown';
}

it.each([
  ['no replicas are written: the API server writes one', workload('Deployment'), 'allowed'],
  ['an autoscaler may add pods at any time', workload('Deployment') + SCALER, 'unknown'],
  ['a DaemonSet has one pod for each node', workload('DaemonSet') + NODE('a') + NODE('b'), 'unknown'],
  ['a DaemonSet has one pod for the only node', workload('DaemonSet') + NODE('a'), 'allowed'],
])('of a whole cluster, %s', (_, manifests, whole) => {
  expect(toItself(manifests, false)).toBe('unknown');
  expect(toItself(manifests, true)).toBe(whole);
});

it('counts as all pods of a whole cluster those that are listed', () => {
  const shown = '{ apiVersion: v1, kind: Pod, metadata: { name: api-x, namespace: shop, labels: { app: api }, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: api, uid: u, controller: true }] }, spec: { containers: [{ name: main }] } }\n---\n';
  const { decoded } = readText(shown + SCALER, 'm', { facts: givenFacts({ complete: true }, 'test') });
  expect(decoded.cluster.workloads.map(({ mayScale }) => mayScale ?? false)).toEqual([false]);
});
